package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Check type {@code dns}: what a name server answers. Keys: {@code nameserver} (the target), {@code port} (53), {@code query} (the check's name),
 * {@code rtype} ({@code A}; {@code PTR} for an address), {@code ctype} ({@code IN}), {@code want_sort} (true). Metrics: {@code rtt} in ms, {@code answer}
 * (all of the wanted type, comma between), {@code ttl} in s, {@code cname}; of an SOA {@code name-server}, {@code email-addr}, {@code serial},
 * {@code refresh}, {@code retry}, {@code expiry}, {@code minimum}.
 */
@Component
final class DnsModule implements CheckModule {

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public List<FieldError> verify(Check check) {
        String rtype = rtype(check);
        String ctype = check.getConfigOrDefault("ctype", "IN");
        return new Fields(check)
                .wholeNumber("port", 1, 65535)
                .flag("want_sort")
                .wrongIf(Type.value(rtype) < 0, "rtype", "is no type of record")
                .wrongIf(DClass.value(ctype) < 0, "ctype", "is no class of record")
                .wrongIf(query(check).isBlank(), "query", "is required")
                .wrongIf(check.getTarget().isBlank() && nameserver(check).isBlank(), "nameserver", "is required")
                .errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException {
        int type = Type.value(rtype(check));
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(
                Targets.address(nameserver(check), check.getConfigOrDefault(Targets.RESOLVE, "prefer-ipv4")),
                Integer.parseInt(check.getConfigOrDefault("port", "53"))));
        resolver.setTimeout(Duration.ofMillis(check.getTimeoutMs()));
        Record question =
                Record.newRecord(name(query(check)), type, DClass.value(check.getConfigOrDefault("ctype", "IN")));
        long start = System.nanoTime();
        Message answer = resolver.send(Message.newQuery(question));
        double rtt = (System.nanoTime() - start) / 1e6;
        Collected collected = new Collected(nowMs).real("rtt", rtt);
        List<Record> records = answer.getSection(Section.ANSWER);
        List<Record> wanted =
                records.stream().filter(record -> record.getType() == type).toList();
        collect(wanted, records, Fields.isTrue(check, "want_sort", true), collected);
        String status = Rcode.string(answer.getRcode()) + ", " + wanted.size() + " answers";
        return new CheckResult(
                true, answer.getRcode() == Rcode.NOERROR && !wanted.isEmpty(), status, collected.samples());
    }

    private static void collect(List<Record> wanted, List<Record> all, boolean sorts, Collected collected) {
        if (!wanted.isEmpty()) {
            Stream<String> answers = wanted.stream().map(Record::rdataToString);
            collected.text("answer", (sorts ? answers.sorted() : answers).collect(Collectors.joining(",")));
            collected.count("ttl", wanted.getFirst().getTTL());
        }
        all.stream()
                .filter(CNAMERecord.class::isInstance)
                .findFirst()
                .ifPresent(record -> collected.text("cname", record.rdataToString()));
        if (!wanted.isEmpty() && wanted.getFirst() instanceof SOARecord soa) {
            collected.text("name-server", soa.getHost().toString());
            collected.text("email-addr", soa.getAdmin().toString());
            collected.count("serial", soa.getSerial());
            collected.count("refresh", soa.getRefresh());
            collected.count("retry", soa.getRetry());
            collected.count("expiry", soa.getExpire());
            collected.count("minimum", soa.getMinimum());
        }
    }

    private static String nameserver(Check check) {
        return check.getConfigOrDefault("nameserver", check.getTarget());
    }

    private static String query(Check check) {
        return check.getConfigOrDefault("query", check.getName());
    }

    private static String rtype(Check check) {
        String usual = literal(query(check)) == null ? "A" : "PTR";
        return check.getConfigOrDefault("rtype", usual).toUpperCase(Locale.ROOT);
    }

    private static Name name(String query) throws TextParseException {
        InetAddress address = literal(query);
        return address == null ? Name.fromString(query, Name.root) : ReverseMap.fromAddress(address);
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
