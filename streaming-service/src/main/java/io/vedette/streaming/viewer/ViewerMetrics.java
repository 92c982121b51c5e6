package io.vedette.streaming.viewer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.streaming.viewer.StreamEvent.Sample;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * What the tap did. Arithmetic: batches polled = decoded + stepped_over + repeated + foreign + malformed; samples put into mailboxes = sent +
 * dropped + still waiting + discarded as their viewer left. Alert when malformed or foreign rises at all; dropped tells of slow browsers.
 */
@Component
final class ViewerMetrics {
    private static final String BATCHES = "vedette.viewer.batches";
    private static final String STREAMS = "vedette.viewer.streams";
    private static final String SAMPLES = "vedette.viewer.samples";

    private final Counter decoded;
    private final Counter steppedOver;
    private final Counter repeated;
    private final Counter foreign;
    private final Counter malformed;
    private final Counter streamsDecoded;
    private final Counter streamsSteppedOver;
    private final Counter sent;
    private final Counter dropped;
    private final Counter disconnected;
    private final AtomicInteger viewers = new AtomicInteger();
    private final AtomicInteger partitions = new AtomicInteger();

    ViewerMetrics(MeterRegistry registry) {
        decoded = registry.counter(BATCHES, "outcome", "decoded");
        steppedOver = registry.counter(BATCHES, "outcome", "stepped_over");
        repeated = registry.counter(BATCHES, "outcome", "repeated");
        foreign = registry.counter(BATCHES, "outcome", "foreign");
        malformed = registry.counter(BATCHES, "outcome", "malformed");
        streamsDecoded = registry.counter(STREAMS, "outcome", "decoded");
        streamsSteppedOver = registry.counter(STREAMS, "outcome", "stepped_over");
        sent = registry.counter(SAMPLES, "outcome", "sent");
        dropped = registry.counter(SAMPLES, "outcome", "dropped");
        disconnected = registry.counter("vedette.viewer.disconnected");
        registry.gauge("vedette.viewer.connections", viewers);
        registry.gauge("vedette.viewer.partitions", partitions);
    }

    void decoded(int streams, int ofStreams) {
        decoded.increment();
        streamsDecoded.increment(streams);
        streamsSteppedOver.increment(ofStreams - streams);
    }

    /** The whole batch is of no interest: its header was read, no more. */
    void steppedOver() {
        steppedOver.increment();
    }

    void repeated() {
        repeated.increment();
    }

    /** The batch names another account than its check's owner. */
    void foreign() {
        foreign.increment();
    }

    void malformed() {
        malformed.increment();
    }

    void sent(StreamEvent event) {
        if (event instanceof Sample) {
            sent.increment();
        }
    }

    void dropped(long samples) {
        if (samples > 0) {
            dropped.increment((double) samples);
        }
    }

    /** A viewer was sent away because it took too little. */
    void disconnected() {
        disconnected.increment();
    }

    void connections(int count) {
        viewers.set(count);
    }

    void partitions(int count) {
        partitions.set(count);
    }
}
