package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Check type {@code jmx}: the beans of a JVM. Keys: {@code port}, {@code uri} ({@code /jmxrmi}), {@code username}, {@code password}, {@code mbean_domains}
 * (commas between; {@code java.lang}), {@code mbean_properties_<domain>} (the rest of a bean's name, {@code *} for all). A stream for each attribute that
 * is a number, a truth or a text: {@code domain`Attribute`part|ST[key:value,…]}, the bean's keys as tags.
 */
@Component
final class JmxModule implements CheckModule {
    private static final int MOST_VALUES = 20_000;
    private static final String PROPERTIES = "mbean_properties_";

    @Override
    public String name() {
        return "jmx";
    }

    @Override
    public List<FieldError> verify(Check check) {
        Fields fields = new Fields(check).target().required("port").wholeNumber("port", 1, 65535);
        fields.wrongIf(!check.getConfigOrDefault("uri", "/jmxrmi").startsWith("/"), "uri", "must begin with /");
        for (String domain : domains(check)) {
            fields.wrongIf(!isName(pattern(check, domain)), PROPERTIES + domain, "is no name of beans");
        }
        return fields.errors();
    }

    @Override
    @SuppressWarnings("BanJNDI") // it is how a JVM is asked; the address is the check's own target
    public CheckResult run(Check check, long nowMs) throws IOException, JMException {
        InetAddress target = Targets.address(check);
        String host = target instanceof Inet6Address ? "[" + target.getHostAddress() + "]" : target.getHostAddress();
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + host + ":"
                + check.getConfigOrThrow("port") + check.getConfigOrDefault("uri", "/jmxrmi"));
        List<Sample> samples = new ArrayList<>();
        try (JMXConnector connector = JMXConnectorFactory.connect(url, login(check))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            for (String domain : domains(check)) {
                for (ObjectName bean : beans.queryNames(new ObjectName(pattern(check, domain)), null)) {
                    if (samples.size() < MOST_VALUES) {
                        bean(beans, bean, nowMs, samples);
                    }
                }
            }
        }
        boolean good = !samples.isEmpty();
        return new CheckResult(true, good, samples.size() + " values", samples);
    }

    private static Map<String, Object> login(Check check) {
        Map<String, Object> environment = new HashMap<>();
        String user = check.getConfigOrDefault("username", "");
        if (!user.isEmpty()) {
            environment.put(JMXConnector.CREDENTIALS, new String[] {user, check.getConfigOrDefault("password", "")});
        }
        return environment;
    }

    private static void bean(MBeanServerConnection beans, ObjectName bean, long nowMs, List<Sample> samples)
            throws IOException, JMException {
        String[] readable = Arrays.stream(beans.getMBeanInfo(bean).getAttributes())
                .filter(MBeanAttributeInfo::isReadable)
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        for (Attribute attribute : beans.getAttributes(bean, readable).asList()) {
            value(bean, bean.getDomain() + "`" + attribute.getName(), attribute.getValue(), nowMs, samples);
        }
    }

    private static void value(
            ObjectName bean, String metric, @Nullable Object value, long nowMs, List<Sample> samples) {
        if (value instanceof CompositeData parts) {
            parts.getCompositeType()
                    .keySet()
                    .forEach(part -> value(bean, metric + "`" + part, parts.get(part), nowMs, samples));
            return;
        }
        StreamName named = new StreamName(metric);
        bean.getKeyPropertyList().forEach((key, tag) -> named.tag(key, tag));
        named.canonical().ifPresent(name -> {
            switch (value) {
                case Boolean flag -> samples.add(Sample.whole(name, MetricType.INT32, nowMs, flag ? 1 : 0));
                case Long number -> samples.add(Sample.whole(name, MetricType.INT64, nowMs, number));
                case Integer number -> samples.add(Sample.whole(name, MetricType.INT64, nowMs, number));
                case Number number -> samples.add(Sample.real(name, nowMs, number.doubleValue()));
                case String text -> samples.add(Sample.text(name, nowMs, text));
                case null, default -> {
                    // Tables, lists and what is not there are no metrics.
                }
            }
        });
    }

    private static List<String> domains(Check check) {
        return Arrays.stream(check.getConfigOrDefault("mbean_domains", "java.lang")
                        .strip()
                        .split("[,\\s]+", -1))
                .filter(domain -> !domain.isBlank())
                .toList();
    }

    private static String pattern(Check check, String domain) {
        return domain + ":" + check.getConfigOrDefault(PROPERTIES + domain, "*");
    }

    private static boolean isName(String pattern) {
        try {
            return !new ObjectName(pattern).getDomain().isEmpty();
        } catch (MalformedObjectNameException e) {
            return false;
        }
    }
}
