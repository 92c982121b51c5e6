package io.vedette.stratcon.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.stratcon.rollup.CellTotals;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CellBundleTests {
    private static final long START = 1_699_999_200L;
    private static final int WINDOW = 60;

    private record Found(int stream, long startS, CellTotals totals) {}

    @RepeatedTest(100)
    void whatIsReadOfTheStreamsAndTheTimeAskedForIsWhatWasWritten() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        SortedMap<Integer, SortedMap<Long, NumericCell>> streams = streams(random);
        int divisor = 1 + random.nextInt(3);
        long from = START + (long) WINDOW * random.nextInt(40);
        long until = from + (long) WINDOW * random.nextInt(40);
        List<Found> written = new ArrayList<>();
        streams.forEach((stream, cells) -> cells.forEach((at, cell) -> {
            if (stream % divisor == 0 && at >= from && at < until) {
                written.add(new Found(stream, at, cell.totals()));
            }
        }));
        byte[] bundle = CellBundle.encode(WINDOW, streams);
        assertThat(read(bundle, stream -> stream % divisor == 0, from, until))
                .as("-Dvedette.seed=" + seed)
                .isEqualTo(written);
    }

    @Test
    void aByteThatIsNotAsItWasWrittenIsRefusedWhicheverStreamIsAskedFor() {
        Random random = new Random(3);
        byte[] bundle = CellBundle.encode(WINDOW, streams(random));
        for (int round = 0; round < 300; round++) {
            byte[] damaged = bundle.clone();
            damaged[random.nextInt(bundle.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> read(damaged, stream -> false, 0, Long.MAX_VALUE))
                    .isInstanceOf(DamagedChunkException.class);
        }
    }

    @Test
    void bundlesOfTheFirstKindAreRead() {
        byte[] bundle = HexFormat.of()
                .parseHex(
                        "024090d4821b1b0202000800010200ff04090a904e021e0108800a05032bb3183f700390d4821b1b0202000800010200ff04090a904e021e0108bc0a05032b167997c1");
        assertThat(read(bundle, stream -> true, 0, Long.MAX_VALUE))
                .extracting(
                        Found::stream, Found::startS, found -> found.totals().sum())
                .containsExactly(
                        tuple(64, START, 128.0),
                        tuple(64, START + 60, 127.5),
                        tuple(67, START, 134.0),
                        tuple(67, START + 60, 133.5));
    }

    private static SortedMap<Integer, SortedMap<Long, NumericCell>> streams(Random random) {
        TreeMap<Integer, SortedMap<Long, NumericCell>> streams = new TreeMap<>();
        for (int stream = 64; stream < 96; stream += 1 + random.nextInt(4)) {
            TreeMap<Long, NumericCell> cells = new TreeMap<>();
            int windows = 1 + random.nextInt(40);
            for (int window = random.nextInt(windows); window < windows; window++) {
                long at = START + WINDOW * (long) window;
                NumericCell cell = NumericCell.of(at * 1000, random.nextInt(100));
                for (int more = random.nextInt(10); more > 0; more--) {
                    cell.add(at * 1000 + random.nextInt(60_000), random.nextInt(100) / 4.0);
                }
                cells.put(at, cell);
            }
            streams.put(stream, cells);
        }
        return streams;
    }

    private static List<Found> read(byte[] bundle, IntPredicate wanted, long fromS, long untilS) {
        List<Found> found = new ArrayList<>();
        CellBundle.decode(
                bundle,
                WINDOW,
                wanted,
                fromS,
                untilS,
                (stream, at, cell) -> found.add(new Found(stream, at, cell.totals())));
        return found;
    }
}
