package io.vedette.stratcon.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.stratcon.field.Batch;
import io.vedette.stratcon.ledger.LedgerTally;
import io.vedette.stratcon.ledger.LiveTallies;
import io.vedette.stratcon.rollup.StreamNames;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DrawnTests {
    private final Drawn drawn =
            new Drawn(UUID.randomUUID(), 0, settings(), new StreamNames(4), new LedgerTally(1, new LiveTallies()));

    @Test
    void aCommitOfOldSamplesWaitsForMoreOfThem() {
        assertThat(drawn.isDue(false)).isFalse();
        draw(0, 1);
        assertThat(drawn.isDue(false)).isTrue();
        assertThat(drawn.isDue(true)).isFalse();
    }

    @Test
    void aCommitWithAsManyStreamsAsItMayHaveWaitsForNothing() {
        draw(0, 2);
        assertThat(drawn.isDue(true)).isFalse();
        draw(2, 3);
        assertThat(drawn.isDue(true)).isTrue();
    }

    private void draw(int from, int to) {
        byte[] batch = Batch.of(UUID.randomUUID(), samples -> {
            for (int i = from; i < to; i++) {
                samples.stream("stream" + i).real(1_750_000_000_000L, i);
            }
        });
        drawn.batch(new BatchFrame(from, to, 1_750_000_000_000L, batch), 1_750_000_000_000L);
    }

    private static DrawSettings settings() {
        return new DrawSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(8),
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ofHours(1),
                1_000,
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofDays(3_653),
                Map.of());
    }
}
