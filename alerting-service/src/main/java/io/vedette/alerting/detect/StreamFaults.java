package io.vedette.alerting.detect;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.alerting.detect.rule.RuleBook;
import io.vedette.alerting.detect.rule.RuleSetInForce;
import io.vedette.alerting.detect.state.StreamState;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.proto.faults.FaultTransition;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The fault states of one partition: kept in the state store under the fault's key, changed in the same transaction as the transitions they tell.
 * Belongs to the partition's stream thread.
 */
final class StreamFaults {
    static final String STORE = "streams";

    private final ProcessorContext<String, byte[]> context;
    private final KeyValueStore<String, byte[]> states;
    private final RuleBooks books;
    private final AbsenceTimers timers;
    private final DetectMetrics metrics;
    private long reviewed;

    StreamFaults(
            ProcessorContext<String, byte[]> context, RuleBooks books, AbsenceTimers timers, DetectMetrics metrics) {
        this.context = context;
        states = context.getStateStore(STORE);
        this.books = books;
        this.timers = timers;
        this.metrics = metrics;
        reviewed = Long.MIN_VALUE;
    }

    /** Judges the samples of the reader's present stream by each of these rule sets. */
    void judge(List<RuleSetInForce> ruleSets, BatchReader reader, Position position, int block, long brokerId) {
        List<Sitting> sittings = new ArrayList<>(ruleSets.size());
        for (RuleSetInForce rules : ruleSets) {
            Sitting sitting = sit(rules);
            if (sitting.judge().hasSeen(position, block)) {
                metrics.duplicates.increment();
            } else {
                sittings.add(sitting);
            }
        }
        if (sittings.isEmpty()) {
            return;
        }
        sittings.forEach(sitting -> sitting.judge().arrived(position, block, brokerId));
        for (int index = 0; reader.nextSample(); index++) {
            Sample sample = Sample.of(reader);
            metrics.samples.increment();
            for (Sitting sitting : sittings) {
                sitting.judge().sample(sitting.rules(), sample, index);
            }
        }
        sittings.forEach(this::close);
    }

    /** Looks at what time and changed rules do without a sample. */
    void tick(boolean consuming) {
        for (String key : timers.advance(consuming)) {
            RuleSetInForce rules = books.current().byFault(key);
            if (rules != null) {
                Sitting sitting = sit(rules);
                sitting.judge().silent(rules, timers.silentMs(key, 0));
                close(sitting);
            }
        }
        RuleBook book = books.current();
        if (book.revision() != reviewed) {
            review(book);
            reviewed = book.revision();
        }
    }

    private void review(RuleBook book) {
        for (KeyValue<String, byte[]> held : all()) {
            StreamState.Builder state = read(held.value);
            RuleSetInForce rules = book.byFault(held.key);
            if (rules == null) {
                judge(state).withdrawn();
                states.delete(held.key);
                timers.forget(held.key);
            } else if (rules.version() != state.getRuleSetVersion()) {
                state.setSilentMs(timers.silentMs(held.key, state.getSilentMs()));
                Sitting sitting = new Sitting(rules, state, judge(state));
                sitting.judge().reviewed(rules);
                close(sitting);
            } else if (reviewed == Long.MIN_VALUE) {
                timers.count(rules, state.getBrokerId(), state.getSilentMs());
            }
        }
    }

    private List<KeyValue<String, byte[]>> all() {
        List<KeyValue<String, byte[]>> all = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> each = states.all()) {
            each.forEachRemaining(all::add);
        }
        return all;
    }

    private Sitting sit(RuleSetInForce rules) {
        byte[] held = states.get(rules.faultKey());
        StreamState.Builder state = held == null ? Judge.firstSeen(rules) : read(held);
        return new Sitting(rules, state, judge(state));
    }

    private Judge judge(StreamState.Builder state) {
        return new Judge(state, context.currentSystemTimeMs(), this::tell);
    }

    private void close(Sitting sitting) {
        StreamState state = sitting.state().build();
        states.put(sitting.rules().faultKey(), state.toByteArray());
        timers.count(sitting.rules(), state.getBrokerId(), state.getSilentMs());
    }

    private void tell(FaultTransition transition) {
        metrics.transitions.increment();
        String key = transition.getRuleSetId() + ":" + transition.getCheckUuid() + "/" + transition.getMetricName();
        context.forward(new Record<>(key, transition.toByteArray(), transition.getDecidedMs()));
    }

    private static StreamState.Builder read(byte[] held) {
        try {
            return StreamState.parseFrom(held).toBuilder();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the state store holds what is no stream state", e);
        }
    }

    /** One rule set judging the stream. */
    private record Sitting(RuleSetInForce rules, StreamState.Builder state, Judge judge) {}
}
