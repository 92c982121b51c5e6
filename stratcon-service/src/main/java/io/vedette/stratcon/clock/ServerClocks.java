package io.vedette.stratcon.clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;

/** The clocks of the servers a stratcon lives by. {@code vedette_clock_skew} in ms, by {@code server}; alert when it is beyond a few seconds. */
public final class ServerClocks {
    private final Skew store;
    private final Skew kafka;

    /**
     * @param skewMs the server's clock minus ours
     */
    public record ServerSkew(String server, long skewMs, boolean measured) {}

    public ServerClocks(Clock clock, MeterRegistry meters) {
        store = new Skew(clock);
        kafka = new Skew(clock);
        meters.gauge("vedette.clock.skew", Tags.of("server", "store"), store, Skew::ms);
        meters.gauge("vedette.clock.skew", Tags.of("server", "kafka"), kafka, Skew::ms);
    }

    public Skew store() {
        return store;
    }

    public Skew kafka() {
        return kafka;
    }

    public List<ServerSkew> all() {
        return List.of(
                new ServerSkew("store", store.ms(), store.isMeasured()),
                new ServerSkew("kafka", kafka.ms(), kafka.isMeasured()));
    }
}
