package io.vedette.stratcon.own;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.feeds.LaneState;
import io.vedette.stratcon.clock.ServerClocks;
import io.vedette.stratcon.clock.ServerClocks.ServerSkew;
import io.vedette.stratcon.rollup.SampleFate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Writes the streams of one moment. Belongs to one thread. */
final class OwnBatch {
    private final BatchWriter writer = new BatchWriter();
    private final MeterRegistry meters;
    private final ServerClocks clocks;
    private final long graceMs;

    OwnBatch(MeterRegistry meters, ServerClocks clocks, Duration grace) {
        this.clocks = clocks;
        this.meters = meters;
        graceMs = grace.toMillis();
    }

    byte[] write(Check check, List<BrokerFeed> feeds, long nowMs) {
        writer.begin(UUID.fromString(check.getUuid()), check.getAccountId(), 0, BatchKind.PERIOD, nowMs);
        feeds.forEach(feed -> broker(feed, nowMs));
        clocks.all().stream()
                .filter(ServerSkew::measured)
                .forEach(skew ->
                        writer.stream(skew.server() + "`skew_ms").whole(nowMs, MetricType.INT64, skew.skewMs()));
        whole("store`commits", nowMs, meters.timer("vedette.store.commits").count());
        whole("store`unavailable", nowMs, (long)
                meters.counter("vedette.store.unavailable").count());
        gauge("store`bytes", "vedette.store.bytes", nowMs);
        gauge("store`free_bytes", "vedette.store.free.bytes", nowMs);
        gauge("store`days_until_full", "vedette.store.days.left", nowMs);
        for (SampleFate fate : SampleFate.values()) {
            whole("store`samples`" + fate.word(), nowMs, (long)
                    meters.counter("vedette.draw.samples", "fate", fate.word()).count());
        }
        return writer.toBytes();
    }

    private void broker(BrokerFeed feed, long nowMs) {
        String prefix = "broker`" + feed.getBrokerId() + "`";
        boolean connected = true;
        boolean cut = false;
        for (LaneState lane : feed.getLanesList()) {
            switch (lane.getLane()) {
                case "durable" -> {
                    writer.stream(prefix + "lag_seconds").real(nowMs, lane.getLagMs() / 1000.0);
                    whole(prefix + "samples", nowMs, lane.getSamples());
                }
                case "export" -> {
                    writer.stream(prefix + "export_lag_seconds").real(nowMs, lane.getLagMs() / 1000.0);
                    continue;
                }
                case "live" -> whole(prefix + "live_dropped_batches", nowMs, lane.getDroppedBatches());
                default -> {
                    continue;
                }
            }
            connected &= lane.getConnected();
            cut |= !lane.getConnected() && nowMs - lane.getSinceMs() > graceMs;
        }
        if (connected || cut) {
            writer.stream(prefix + "connected").whole(nowMs, MetricType.INT32, connected ? 1 : 0);
        }
        whole(prefix + "removals_waiting", nowMs, removalsWaiting(feed.getBrokerId()));
        writer.stream(prefix + "skew_ms").whole(nowMs, MetricType.INT64, feed.getSkewMs());
    }

    private long removalsWaiting(long brokerId) {
        Gauge gauge = meters.find("vedette.control.removals.waiting")
                .tag("broker", Long.toString(brokerId))
                .gauge();
        return gauge == null ? 0 : (long) gauge.value();
    }

    /** Nothing is said of what is not known. */
    private void gauge(String stream, String name, long nowMs) {
        Gauge gauge = meters.find(name).gauge();
        if (gauge != null && Double.isFinite(gauge.value())) {
            writer.stream(stream).real(nowMs, gauge.value());
        }
    }

    private void whole(String stream, long nowMs, long value) {
        writer.stream(stream).whole(nowMs, MetricType.UINT64, value);
    }
}
