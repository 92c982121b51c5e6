package io.vedette.broker.intake;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/**
 * What became of every sample, by protocol: received = journaled + repeat + refused; refused by reason. On {@code /actuator/prometheus} as
 * {@code vedette_broker_samples_total{protocol,outcome,reason}}. Worth an alert: refused rising with reason {@code disk_space}, {@code disk_failed} or
 * {@code overloaded}. Protocols and reasons are words of the code, never of the input; a protocol that ends in {@code _lines} counts lines.
 */
@Component
public class Tally {

    /** One counter. The reason is empty for everything but refusals. */
    public record Entry(String protocol, String outcome, String reason) implements Comparable<Entry> {

        /** Whether it counts samples, not lines that samples are made of. */
        public boolean isSamples() {
            return !protocol.endsWith("_lines");
        }

        @Override
        public int compareTo(Entry other) {
            return toString().compareTo(other.toString());
        }
    }

    private final MeterRegistry registry;
    private final Map<Entry, LongAdder> counters = new ConcurrentHashMap<>();

    public Tally(MeterRegistry registry) {
        this.registry = registry;
    }

    public void received(String protocol, long count) {
        add(protocol, "received", "", count);
    }

    public void journaled(String protocol, long count) {
        add(protocol, "journaled", "", count);
    }

    /** Samples that were in the journal already. */
    public void repeated(String protocol, long count) {
        add(protocol, "repeat", "", count);
    }

    /** Datagram values that went into a period's value. */
    public void accumulated(String protocol, long count) {
        add(protocol, "accumulated", "", count);
    }

    /** The counter of what is received or accumulated, for who counts it by the packet. */
    public LongAdder counter(String protocol, String outcome) {
        return counters.computeIfAbsent(new Entry(protocol, outcome, ""), this::register);
    }

    public void refused(String protocol, String reason, long count) {
        add(protocol, "refused", reason, count);
    }

    /** All counters so far. */
    public Map<Entry, Long> totals() {
        Map<Entry, Long> totals = new TreeMap<>();
        counters.forEach((entry, count) -> totals.put(entry, count.sum()));
        return totals;
    }

    /** One counter's value. */
    public long count(String protocol, String outcome, String reason) {
        LongAdder counter = counters.get(new Entry(protocol, outcome, reason));
        return counter == null ? 0 : counter.sum();
    }

    private void add(String protocol, String outcome, String reason, long count) {
        if (count > 0) {
            counters.computeIfAbsent(new Entry(protocol, outcome, reason), this::register)
                    .add(count);
        }
    }

    private LongAdder register(Entry entry) {
        LongAdder counter = new LongAdder();
        FunctionCounter.builder("vedette.broker.samples", counter, LongAdder::sum)
                .description("What became of samples")
                .tag("protocol", entry.protocol())
                .tag("outcome", entry.outcome())
                .tag("reason", entry.reason())
                .register(registry);
        return counter;
    }
}
