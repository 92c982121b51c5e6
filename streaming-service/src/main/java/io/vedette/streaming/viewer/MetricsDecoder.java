package io.vedette.streaming.viewer;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MalformedBatchException;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.kafka.MetricsRecord;
import io.vedette.streaming.viewer.StreamEvent.Sample;
import io.vedette.streaming.viewer.WatchTable.WatchedCheck;
import io.vedette.streaming.viewer.WatchTable.WatchedStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * From a record on {@code vedette.metrics} to samples in mailboxes. A batch of a check that nobody watches costs its header, a stream that nobody
 * watches a step over its samples; a watched one is decoded once for all its viewers. What is no batch is counted and passed over.
 */
@Component
final class MetricsDecoder {
    private static final Logger log = LoggerFactory.getLogger(MetricsDecoder.class);

    private final ViewerMetrics metrics;

    MetricsDecoder(ViewerMetrics metrics) {
        this.metrics = metrics;
    }

    void take(ConsumerRecord<byte[], byte[]> polled, WatchTable table) {
        try {
            BatchReader batch = new BatchReader(polled.value());
            WatchedCheck check = table.check(batch.check());
            if (check == null) {
                metrics.steppedOver();
            } else if (check.account() != batch.account()) {
                metrics.foreign();
            } else {
                decode(polled, batch, check);
            }
        } catch (MalformedBatchException | IllegalArgumentException e) {
            metrics.malformed();
            log.atWarn()
                    .addKeyValue("partition", polled.partition())
                    .addKeyValue("offset", polled.offset())
                    .log("metrics record passed over: {}", e.getMessage());
        }
    }

    private void decode(ConsumerRecord<byte[], byte[]> polled, BatchReader batch, WatchedCheck check) {
        Set<Viewer> fresh = whoHasNotSeen(polled, batch, check);
        if (fresh.isEmpty()) {
            metrics.repeated();
            return;
        }
        int decoded = 0;
        while (batch.nextStream()) {
            WatchedStream stream = watched(batch, check);
            if (stream != null) {
                decoded++;
                hand(samples(batch, stream, polled.timestamp()), stream, fresh);
            }
        }
        if (decoded == 0) {
            metrics.steppedOver();
        } else {
            metrics.decoded(decoded, batch.streams());
        }
    }

    private static Set<Viewer> whoHasNotSeen(
            ConsumerRecord<byte[], byte[]> polled, BatchReader batch, WatchedCheck check) {
        Position position = identity(polled.headers(), batch.kind());
        Set<Viewer> asked = new HashSet<>();
        Set<Viewer> fresh = new HashSet<>();
        for (WatchedStream stream : check.streams().values()) {
            for (Viewer viewer : stream.viewers()) {
                if (asked.add(viewer) && viewer.isNew(batch.check(), batch.shard(), polled.offset(), position)) {
                    fresh.add(viewer);
                }
            }
        }
        return fresh;
    }

    /** A live-only batch is no record of a journal, and what a stratcon says of itself comes from none: their positions tell nothing. */
    private static @Nullable Position identity(Headers headers, BatchKind kind) {
        boolean journaled = kind == BatchKind.PERIOD && MetricsRecord.brokerId(headers) != 0;
        return journaled ? MetricsRecord.position(headers) : null;
    }

    private static @Nullable WatchedStream watched(BatchReader batch, WatchedCheck check) {
        for (WatchedStream stream : check.streams().values()) {
            if (batch.nameIs(stream.utf8())) {
                return stream;
            }
        }
        return null;
    }

    private static List<Sample> samples(BatchReader batch, WatchedStream stream, long recordMs) {
        List<Sample> samples = new ArrayList<>();
        while (batch.nextSample()) {
            samples.add(new Sample(stream.id(), batch.timeMs(), value(batch), batch.type(), batch.kind(), recordMs));
        }
        return samples;
    }

    private static void hand(List<Sample> samples, WatchedStream stream, Set<Viewer> fresh) {
        for (Viewer viewer : stream.viewers()) {
            if (fresh.contains(viewer)) {
                samples.forEach(viewer::offer);
            }
        }
    }

    private static @Nullable Object value(BatchReader batch) {
        if (batch.isNull()) {
            return null;
        }
        return switch (batch.type()) {
            case INT32, UINT32, INT64 -> batch.whole();
            case UINT64 ->
                batch.whole() >= 0 ? (Object) batch.whole() : new BigInteger(Long.toUnsignedString(batch.whole()));
            case DOUBLE -> batch.real();
            case TEXT -> batch.text();
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> Base64.getEncoder().encodeToString(batch.histogram());
        };
    }
}
