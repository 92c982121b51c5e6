package io.vedette.streaming.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.streaming.viewer.StreamEvent.Degraded;
import io.vedette.streaming.viewer.StreamEvent.Dropped;
import io.vedette.streaming.viewer.StreamEvent.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MailboxTests {
    private static final StreamId CPU = new StreamId(UUID.randomUUID(), "cpu");
    private static final StreamId LOAD = new StreamId(UUID.randomUUID(), "load");

    private final Mailbox mailbox = new Mailbox(10);

    @Test
    void keepsTheOrder() {
        mailbox.put(sample(CPU, 1));
        mailbox.put(sample(LOAD, 2));
        assertThat(drain()).containsExactly(sample(CPU, 1), sample(LOAD, 2));
    }

    @Test
    void whenFullKeepsTheNewestOfEachStreamAndTellsWhatWasLost() {
        mailbox.put(new Degraded(5));
        mailbox.put(sample(LOAD, 0));
        long dropped = 0;
        for (int time = 1; time <= 9; time++) {
            dropped += mailbox.put(sample(CPU, time));
        }
        assertThat(dropped).isEqualTo(8);
        assertThat(drain()).containsExactly(new Dropped(8), new Degraded(5), sample(LOAD, 0), sample(CPU, 9));
    }

    @Test
    void isOverfullOnlyWhenNothingCouldBeLeftOut() {
        for (int alert = 0; alert <= 10; alert++) {
            mailbox.put(sample(new StreamId(CPU.check(), "s" + alert), 1));
        }
        assertThat(mailbox.isOverfull()).isTrue();
    }

    private List<StreamEvent> drain() {
        List<StreamEvent> events = new ArrayList<>();
        for (StreamEvent event = mailbox.poll(); event != null; event = mailbox.poll()) {
            events.add(event);
        }
        return events;
    }

    private static Sample sample(StreamId stream, long time) {
        return new Sample(stream, time, 1.0, MetricType.DOUBLE, BatchKind.PERIOD, time);
    }
}
