package io.vedette.stratcon.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InTurnTests {
    private final InTurn turns = new InTurn("piece");

    @Test
    void aPieceBeginsWhenTheOneBeforeItHasEnded() throws Exception {
        List<Integer> done = new CopyOnWriteArrayList<>();
        AtomicInteger atWork = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            int number = i;
            turns.begin(() -> {
                assertThat(atWork.incrementAndGet()).isOne();
                done.add(number);
                atWork.decrementAndGet();
            });
        }
        turns.end();
        assertThat(done).hasSize(50).isSorted();
        assertThat(turns.rests()).isTrue();
    }

    @Test
    void whoBeginsGoesOnMeanwhile() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        turns.begin(held::await);
        turns.check();
        assertThat(turns.rests()).isFalse();
        held.countDown();
        await().until(() -> {
            turns.check();
            return turns.rests();
        });
    }

    @Test
    void whatGoesWrongIsThrownOnce() throws Exception {
        turns.begin(() -> {
            throw new IOException("gone");
        });
        assertThatThrownBy(() -> turns.begin(() -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
        turns.end();
        turns.begin(() -> {
            throw new IllegalStateException("worse");
        });
        assertThatThrownBy(turns::end).isInstanceOf(IllegalStateException.class).hasMessage("worse");
        turns.check();
    }
}
