package io.vedette.streaming.viewer;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.proto.alerts.AlertEvent;
import org.jspecify.annotations.Nullable;

/** What a viewer is sent. */
public sealed interface StreamEvent {

    /** Of two events with the same slot the newer one alone matters to whoever fell behind. */
    Object slot();

    /**
     * @param timeMs the sample's own time, epoch ms
     * @param value Long, Double, BigInteger or String (text; histograms as base64); null is present but null
     * @param recordMs when the record came to Kafka, epoch ms
     */
    record Sample(StreamId stream, long timeMs, @Nullable Object value, MetricType type, BatchKind kind, long recordMs)
            implements StreamEvent {
        @Override
        public Object slot() {
            return stream;
        }
    }

    /** An alert opened, changed or cleared. */
    record AlertChanged(AlertEvent alert, long recordMs) implements StreamEvent {
        @Override
        public Object slot() {
            return alert.getAlertId();
        }
    }

    /** Kafka does not answer since then: what is shown stands still. */
    record Degraded(long sinceMs) implements StreamEvent {
        @Override
        public Object slot() {
            return Degraded.class;
        }
    }

    /** Kafka answers again. */
    record Recovered(long atMs) implements StreamEvent {
        @Override
        public Object slot() {
            return Degraded.class;
        }
    }

    /** So many samples were left out because this viewer was too slow. */
    record Dropped(long samples) implements StreamEvent {
        @Override
        public Object slot() {
            return Dropped.class;
        }
    }

    /** Nothing happened; the line is alive. */
    record Heartbeat() implements StreamEvent {
        @Override
        public Object slot() {
            return Heartbeat.class;
        }
    }
}
