package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.rollup.TextCell;
import io.vedette.stratcon.rollup.TextSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;

/** What every engine keeps of texts. */
abstract class TextStoreContract extends StoreUnderTest {

    @RepeatedTest(3)
    void everyChangeOfATextIsKeptWhateverComesLateTwiceOrAtOnce() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        StreamId noisy = new StreamId(stream.check(), "noisy");
        List<JournalWriter> writers = List.of(new JournalWriter(), new JournalWriter());
        SortedMap<Long, List<TextSample>> quietly = new TreeMap<>();
        SortedMap<Long, List<TextSample>> noisily = new TreeMap<>();
        RollupStore store = open();
        writers.forEach(writer -> store.register(writer.id, 7, 0));
        for (int i = 0; i < 60; i++) {
            JournalWriter writer = writers.get(random.nextInt(2));
            StreamCells few = new StreamCells(ACCOUNT, MetricType.TEXT);
            StreamCells many = new StreamCells(ACCOUNT, MetricType.TEXT);
            say(few, quietly, T + random.nextInt(15) * 60_000L + random.nextInt(4), random);
            for (int times = 1 + random.nextInt(4); times > 0; times--) {
                say(many, noisily, T + random.nextInt(90_000), random);
            }
            writer.say(store, random, new TreeMap<>(Map.of(stream, few, noisy, many)));
            if (random.nextInt(8) == 0) {
                store.tend(random.nextBoolean() ? LONG_AFTER : Instant.ofEpochMilli(T));
            }
            if (i % 20 == 19) {
                assertThat(texts(stream)).as("-Dvedette.seed=" + seed).isEqualTo(kept(quietly));
                assertThat(texts(noisy)).as("-Dvedette.seed=" + seed).isEqualTo(kept(noisily));
            }
        }
        assertThat(kept(quietly)).anyMatch(one -> one.cell().runs().size() > 2);
        assertThat(kept(noisily)).anyMatch(one -> one.cell().leftOut() > 0);
        store.tend(LONG_AFTER);
        assertThat(texts(stream)).as("-Dvedette.seed=" + seed).isEqualTo(kept(quietly));
        assertThat(texts(noisy)).as("-Dvedette.seed=" + seed).isEqualTo(kept(noisily));
        assertThat(store.text(ACCOUNT + 1, stream, 0, T)).isEmpty();
    }

    private static void say(StreamCells cells, SortedMap<Long, List<TextSample>> said, long timeMs, Random random) {
        String text = random.nextInt(9) == 0 ? "n\0l" : "abc".substring(random.nextInt(3));
        cells.text(timeMs, text);
        said.computeIfAbsent(timeMs / 60_000 * 60, minute -> new ArrayList<>()).add(new TextSample(timeMs, text));
    }

    /** The naive reference: all in order, and of too many the first and the last. */
    private static List<StoredText> kept(SortedMap<Long, List<TextSample>> said) {
        List<StoredText> kept = new ArrayList<>();
        said.forEach((minute, samples) -> {
            List<TextSample> all = samples.stream().sorted().toList();
            List<TextSample> few = new ArrayList<>(all);
            while (few.size() > TestStores.MINUTE_TEXTS) {
                few.remove(few.size() - 2);
            }
            kept.add(new StoredText(minute, new TextCell(all.size(), few)));
        });
        return kept;
    }

    private List<StoredText> texts(StreamId one) {
        return open().text(ACCOUNT, one, T / 1000 - 3600, T / 1000 + 3600);
    }
}
