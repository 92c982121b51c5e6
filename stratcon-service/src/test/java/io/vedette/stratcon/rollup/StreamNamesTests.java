package io.vedette.stratcon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.stratcon.rollup.StreamNames.Known;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamNamesTests {
    private static final int ROOM = 64;
    private static final int STREAMS = 2_048;

    @Test
    void whatHasLostItsRoomIsLetGoThoughItFollowedAnother() {
        StreamNames names = new StreamNames(ROOM);
        List<WeakReference<Known>> all = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Known before = null;
            BatchReader batch = batch();
            while (batch.nextStream()) {
                before = names.of(batch, before);
                all.add(new WeakReference<>(before));
            }
        }
        try {
            System.gc();
            assertThat(all.stream().map(Reference::get).distinct().count()).isLessThanOrEqualTo(2 * ROOM + 1);
        } finally {
            Reference.reachabilityFence(names);
        }
    }

    @Test
    void whoeverFollowedLastIsFoundAgain() {
        StreamNames names = new StreamNames(8 * STREAMS);
        List<Known> first = drawn(names, batch());
        assertThat(drawn(names, batch())).isEqualTo(first);
        assertThat(first).doesNotHaveDuplicates().hasSize(STREAMS);
    }

    private static List<Known> drawn(StreamNames names, BatchReader batch) {
        List<Known> drawn = new ArrayList<>();
        Known before = null;
        while (batch.nextStream()) {
            before = names.of(batch, before);
            drawn.add(before);
        }
        return drawn;
    }

    private static BatchReader batch() {
        BatchWriter writer = new BatchWriter().begin(new UUID(1, 2), 1, 0, BatchKind.PERIOD, 0);
        for (int i = 0; i < STREAMS; i++) {
            writer.stream("stream" + i).real(0, 1);
        }
        return new BatchReader(writer.toBytes());
    }
}
