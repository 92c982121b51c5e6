package io.vedette.alerting.detect;

import io.vedette.alerting.detect.rule.RuleBook.WatchedCheck;
import io.vedette.alerting.detect.rule.RuleSetInForce;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MalformedBatchException;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.kafka.MetricsRecord;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the records of one partition: passes over what is old, live-only, malformed or watched by no rule, and judges the rest. Malformed ones are
 * counted and never fatal.
 */
final class Detector implements Processor<byte[], byte[], String, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(Detector.class);

    private final RuleBooks books;
    private final BrokerLiveness brokers;
    private final Consumption consumption;
    private final DetectMetrics metrics;
    private final Duration tick;
    private final Ticker ticker;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable StreamFaults faults;
    private long tickedAt;

    Detector(Surroundings surroundings) {
        books = surroundings.books();
        brokers = surroundings.brokers();
        consumption = surroundings.consumption();
        metrics = surroundings.metrics();
        ticker = surroundings.ticker();
        tick = surroundings.tick();
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        consumption.begin(processorContext.taskId().partition());
        faults = new StreamFaults(processorContext, books, new AbsenceTimers(brokers), metrics);
        tick();
        processorContext.schedule(tick, PunctuationType.WALL_CLOCK_TIME, now -> tick());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            take(record);
        } catch (MalformedBatchException | BadHeadersException e) {
            metrics.malformed.increment();
            LOG.atDebug().log("record passed over: {}", e.getMessage());
        }
        if (context != null) {
            context.recordMetadata().ifPresent(at -> consumption.processed(at.partition(), at.offset()));
        }
        // Punctuation follows the host's clock: one set back must not stop it.
        if (ticker.ms() - tickedAt >= 2 * tick.toMillis()) {
            tick();
        }
    }

    private void take(Record<byte[], byte[]> record) {
        Origin origin = Origin.of(record.headers());
        BatchReader reader = new BatchReader(record.value());
        if (reader.kind() == BatchKind.LIVE_ONLY) {
            metrics.liveOnly.increment();
            return;
        }
        if (origin.old()) {
            metrics.old.increment();
            return;
        }
        brokers.delivered(origin.brokerId());
        WatchedCheck watched = books.current().check(reader.check());
        if (watched == null) {
            metrics.unruled.increment();
            return;
        }
        judge(watched, reader, origin);
        metrics.judged.increment();
    }

    private void judge(WatchedCheck watched, BatchReader reader, Origin origin) {
        for (int block = 0; reader.nextStream(); block++) {
            List<RuleSetInForce> ruleSets = watched.of(reader);
            if (!ruleSets.isEmpty() && faults != null) {
                faults.judge(ruleSets, reader, origin.position(), block, origin.brokerId());
            }
        }
    }

    private void tick() {
        tickedAt = ticker.ms();
        if (context != null && faults != null) {
            faults.tick(consumption.isCurrent(context.taskId().partition()));
        }
    }

    /**
     * Where a record comes from.
     *
     * @param old the stratcon's verdict
     */
    private record Origin(Position position, boolean old, long brokerId) {
        static Origin of(Headers headers) {
            try {
                return new Origin(
                        MetricsRecord.position(headers), MetricsRecord.isOld(headers), MetricsRecord.brokerId(headers));
            } catch (IllegalArgumentException e) {
                throw new BadHeadersException(e);
            }
        }
    }

    private static final class BadHeadersException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadHeadersException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    /** What every partition's detector shares. */
    record Surroundings(
            RuleBooks books,
            BrokerLiveness brokers,
            Consumption consumption,
            DetectMetrics metrics,
            Ticker ticker,
            Duration tick) {}
}
