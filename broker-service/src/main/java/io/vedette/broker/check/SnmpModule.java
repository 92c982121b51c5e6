package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.springframework.stereotype.Component;

/**
 * Check type {@code snmp}: objects of an agent, by version 1, 2c or 3. Keys: {@code oid_<metric>} (dotted numbers), {@code type_<metric>} (one of
 * {@code i I l L n s}, else what the object is), {@code separate_queries} (false), {@code max_pdu_size} objects a request (50), and those of
 * {@link SnmpSession}. An object the agent does not have is absent.
 */
@Component
final class SnmpModule implements CheckModule {
    private static final String OID_KEY = "oid_";
    private static final String TYPE_KEY = "type_";
    private static final String USUAL_SIZE = "50";

    @Override
    public String name() {
        return "snmp";
    }

    @Override
    public List<FieldError> verify(Check check) {
        Fields fields =
                new Fields(check).target().wholeNumber("max_pdu_size", 1, 1000).flag("separate_queries");
        Map<String, String> oids = named(check, OID_KEY);
        fields.wrongIf(oids.isEmpty(), "oid_<metric>", "is required, at least once");
        oids.forEach((metric, oid) -> fields.wrongIf(
                !oid.matches("\\.?\\d+(\\.\\d+){1,127}"), OID_KEY + metric, "must be numbers with dots between"));
        named(check, TYPE_KEY)
                .forEach((metric, type) -> fields.wrongIf(
                        !type.matches("[iIlLns]|guess"), TYPE_KEY + metric, "must be one of i I l L n s"));
        SnmpSession.verify(check, fields);
        return fields.errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException {
        Map<OID, String> metrics = new LinkedHashMap<>();
        named(check, OID_KEY).forEach((metric, oid) -> metrics.put(new OID(oid), metric));
        int size = Fields.isTrue(check, "separate_queries")
                ? 1
                : Integer.parseInt(check.getConfigOrDefault("max_pdu_size", USUAL_SIZE));
        List<OID> oids = List.copyOf(metrics.keySet());
        Collected collected = new Collected(nowMs);
        String flaw = "";
        try (SnmpSession session = new SnmpSession(check)) {
            for (int from = 0; from < oids.size(); from += size) {
                PDU answer = session.get(oids.subList(from, Math.min(oids.size(), from + size)));
                if (answer == null) {
                    return new CheckResult(!collected.samples().isEmpty(), false, "no answer", collected.samples());
                }
                if (answer.getErrorStatus() != PDU.noError || answer.getType() == PDU.REPORT) {
                    flaw = answer.getType() == PDU.REPORT ? "refused by the agent" : answer.getErrorStatusText();
                    continue;
                }
                for (VariableBinding found : answer.getVariableBindings()) {
                    String metric = metrics.get(found.getOid());
                    if (metric != null && !found.isException()) {
                        collected.add(sample(check, metric, found.getVariable(), nowMs));
                    }
                }
            }
        }
        int absent = oids.size() - collected.size();
        String status = collected.size() + " values" + (absent == 0 ? "" : ", " + absent + " absent");
        boolean good = flaw.isEmpty() && absent == 0;
        return new CheckResult(true, good, flaw.isEmpty() ? status : status + ": " + flaw, collected.samples());
    }

    private static Map<String, String> named(Check check, String prefix) {
        Map<String, String> named = new TreeMap<>();
        check.getConfigMap().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                named.put(key.substring(prefix.length()), value);
            }
        });
        return named;
    }

    private static Sample sample(Check check, String metric, Variable value, long nowMs) {
        Sample found = switch (value) {
            case Counter64 counter -> Sample.whole(metric, MetricType.UINT64, nowMs, counter.getValue());
            case TimeTicks ticks -> Sample.whole(metric, MetricType.UINT32, nowMs, ticks.getValue());
            case Counter32 counter -> Sample.whole(metric, MetricType.UINT32, nowMs, counter.getValue());
            case Gauge32 gauge -> Sample.whole(metric, MetricType.UINT32, nowMs, gauge.getValue());
            case Integer32 number -> Sample.whole(metric, MetricType.INT32, nowMs, number.getValue());
            case OctetString text ->
                Sample.text(metric, nowMs, text.isPrintable() ? text.toString() : text.toHexString());
            default -> Sample.text(metric, nowMs, value.toString());
        };
        String wanted = check.getConfigOrDefault(TYPE_KEY + metric, "guess");
        return wanted.equals("guess") ? found : as(wanted.charAt(0), found);
    }

    /** The value as another type; a text that is no number stays one. */
    private static Sample as(char code, Sample sample) {
        MetricType wanted = MetricType.ofCode(code);
        String text = sample.text();
        if (wanted == MetricType.TEXT) {
            return text != null
                    ? sample
                    : Sample.text(sample.name(), sample.timeMs(), Long.toUnsignedString(sample.bits()));
        }
        try {
            double number = text == null ? sample.bits() : Double.parseDouble(text.strip());
            return wanted == MetricType.DOUBLE
                    ? Sample.real(sample.name(), sample.timeMs(), number)
                    : Sample.whole(
                            sample.name(), wanted, sample.timeMs(), text == null ? sample.bits() : (long) number);
        } catch (NumberFormatException e) {
            return sample;
        }
    }
}
