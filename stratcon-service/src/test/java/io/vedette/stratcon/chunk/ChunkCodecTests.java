package io.vedette.stratcon.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.stratcon.rollup.CellTotals;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ChunkCodecTests {
    private static final long START = 1_699_999_200L;
    private static final int WINDOW = 60;

    @RepeatedTest(150)
    void whatIsReadIsWhatWasWritten() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        SortedMap<Long, NumericCell> cells = cells(new Random(seed));
        Map<Long, NumericCell> read = decode(ChunkCodec.encode(START, WINDOW, cells));
        assertThat(read.keySet()).as("-Dvedette.seed=" + seed).containsExactlyElementsOf(cells.keySet());
        cells.forEach((at, cell) -> assertSame("-Dvedette.seed=" + seed, cell, read.getOrDefault(at, cell)));
    }

    @RepeatedTest(150)
    void aStretchOfAChunkHoldsTheSameCellsAsTheWhole() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        SortedMap<Long, NumericCell> cells = cells(random);
        byte[] chunk = ChunkCodec.encode(START, WINDOW, cells);
        long from = START + random.nextInt(260 * WINDOW) - 5 * WINDOW;
        long until = from + random.nextInt(120 * WINDOW);
        SortedMap<Long, NumericCell> wanted = decode(chunk).subMap(from, until);
        SortedMap<Long, NumericCell> read = all(ChunkCodec.decode(chunk, START, WINDOW, from, until));
        assertThat(read.keySet()).as("-Dvedette.seed=" + seed).containsExactlyElementsOf(wanted.keySet());
        wanted.forEach((at, cell) -> assertThat(read.getOrDefault(at, cell).totals())
                .as("-Dvedette.seed=" + seed)
                .isEqualTo(cell.totals()));
    }

    @Test
    void cellsThatGrowChangeNeitherTheirChunkNorTheirNeighbours() {
        SortedMap<Long, NumericCell> cells = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            put(cells, i / 3, (START + i * 20L) * 1000, i);
        }
        ChunkCells chunk = ChunkCodec.decode(ChunkCodec.encode(START, WINDOW, cells), START, WINDOW);
        NumericCell grown = chunk.cell(1);
        grown.add((START + 61) * 1000, 100);
        grown.add((START + 119) * 1000, 200);
        assertThat(grown.sum()).isEqualTo(312);
        for (int i = 0; i < 3; i++) {
            assertThat(chunk.cell(i).totals())
                    .isEqualTo(cells.getOrDefault(chunk.startS(i), grown).totals());
        }
    }

    @RepeatedTest(20)
    void writingAgainAndAgainDriftsNowhere() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        SortedMap<Long, NumericCell> cells = cells(new Random(seed));
        SortedMap<Long, NumericCell> read = cells;
        for (int round = 0; round < 10; round++) {
            read = decode(ChunkCodec.encode(START, WINDOW, read));
        }
        for (Map.Entry<Long, NumericCell> last : read.entrySet()) {
            assertSame("-Dvedette.seed=" + seed, cells.getOrDefault(last.getKey(), last.getValue()), last.getValue());
        }
    }

    @Test
    void aRegularStreamOfShortDecimalsTakesLittle() {
        SortedMap<Long, NumericCell> cells = new TreeMap<>();
        for (int minute = 0; minute < 240; minute++) {
            for (int i = 0; i < 6; i++) {
                put(cells, minute, (START + minute * 60L + i * 10L) * 1000, 20.5);
            }
        }
        assertThat(ChunkCodec.encode(START, WINDOW, cells).length).isLessThan(50);
        for (int minute = 0; minute < 240; minute++) {
            put(cells, minute, (START + minute * 60L + 55) * 1000, minute % 7 / 10.0);
        }
        assertThat(ChunkCodec.encode(START, WINDOW, cells).length).isLessThan(2_000);
    }

    @Test
    void anyByteThatIsNotAsItWasWrittenIsRefused() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            byte[] chunk = ChunkCodec.encode(START, WINDOW, cells(random));
            for (int i = 0; i < 50; i++) {
                byte[] damaged = chunk.clone();
                damaged[random.nextInt(chunk.length)] ^= (byte) (1 << random.nextInt(8));
                assertThatThrownBy(() -> decode(damaged)).isInstanceOf(DamagedChunkException.class);
                byte[] cut = java.util.Arrays.copyOf(chunk, random.nextInt(chunk.length));
                assertThatThrownBy(() -> decode(cut)).isInstanceOf(DamagedChunkException.class);
            }
        }
    }

    @Test
    void bytesThatOnlyTheChecksumCouldMissAreRefusedOrReadButNeverBreakTheReader() {
        Random random = new Random(11);
        for (int round = 0; round < 600; round++) {
            byte[] chunk = ChunkCodec.encode(START, WINDOW, cells(new Random(round % 50)));
            for (int i = 0; i < 3; i++) {
                chunk[random.nextInt(chunk.length - 4)] = (byte) random.nextInt(256);
            }
            seal(chunk);
            try {
                ChunkCodec.decode(chunk, START, WINDOW).forEach((at, cell) -> cell.totals());
            } catch (DamagedChunkException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void chunksOfTheFirstVersionAreReadWithoutWhatTheyHadNot() {
        byte[] chunk = HexFormat.of()
                .parseHex(
                        "0100030a0001020000ff28ff00ffd08005ff0eff00000a0001020000ff08ff00ff00ff02ff1c00ffe60c88b1370d");
        SortedMap<Long, NumericCell> cells = decode(chunk);
        assertThat(cells.values()).extracting(NumericCell::sum).containsExactly(41.0, 61.0, 81.0);
        assertThat(cells.values()).extracting(NumericCell::risesStddev).containsOnly(Double.NaN);
        assertThat(decode(ChunkCodec.encode(START, WINDOW, cells)).values())
                .extracting(NumericCell::risesStddev)
                .containsOnly(Double.NaN);
    }

    private static void seal(byte[] chunk) {
        var crc = new java.util.zip.CRC32C();
        crc.update(chunk, 0, chunk.length - 4);
        for (int i = 0; i < 4; i++) {
            chunk[chunk.length - 4 + i] = (byte) (crc.getValue() >>> (8 * i));
        }
    }

    private static SortedMap<Long, NumericCell> cells(Random random) {
        DoubleSupplier values = values(random);
        int most = random.nextInt(4) == 0 ? 60 : 12;
        boolean regular = random.nextBoolean();
        SortedMap<Long, NumericCell> cells = new TreeMap<>();
        int windows = 1 + random.nextInt(240);
        for (int window = 0; window < windows; window++) {
            int samples = regular ? most : 1 + random.nextInt(most);
            for (int i = 0; i < samples && (regular || random.nextInt(9) != 0); i++) {
                long offset = regular ? i * 1000L : random.nextInt(60_000);
                put(cells, window, (START + window * 60L) * 1000 + offset, values.getAsDouble());
            }
        }
        put(cells, windows, (START + windows * 60L) * 1000, values.getAsDouble());
        return cells;
    }

    private static DoubleSupplier values(Random random) {
        double[] counter = {random.nextInt(1_000_000)};
        return switch (random.nextInt(7)) {
            case 0 -> () -> 4.25;
            case 1 -> () -> random.nextInt(1000) / 10.0;
            case 2 -> () -> counter[0] += random.nextInt(500);
            case 3 -> () -> random.nextGaussian() * 1e6;
            case 4 -> () -> (random.nextBoolean() ? -1 : 1) * Math.pow(10, random.nextInt(280) - 140);
            case 5 -> () -> random.nextInt(3) == 0 ? -0.0 : Double.MIN_VALUE * random.nextInt(5);
            default -> () -> random.nextLong() >> random.nextInt(64);
        };
    }

    private static void put(SortedMap<Long, NumericCell> cells, int window, long timeMs, double value) {
        NumericCell there = cells.putIfAbsent(START + window * 60L, NumericCell.of(timeMs, value));
        if (there != null) {
            there.add(timeMs, value);
        }
    }

    private static SortedMap<Long, NumericCell> decode(byte[] chunk) {
        return all(ChunkCodec.decode(chunk, START, WINDOW));
    }

    private static SortedMap<Long, NumericCell> all(ChunkCells of) {
        SortedMap<Long, NumericCell> cells = new TreeMap<>();
        of.forEach((at, cell) -> {
            assertThat(cells.isEmpty() || cells.lastKey() < at).isTrue();
            cells.put(at, cell);
        });
        return cells;
    }

    private static void assertSame(String told, NumericCell written, NumericCell read) {
        CellTotals one = written.totals();
        CellTotals other = read.totals();
        double largest = Math.max(Math.abs(one.max()), Math.abs(one.min()));
        double sums = ChunkCodec.SUM_TOLERANCE * (1 + one.count() * largest);
        assertThat(read.keepsSamples()).isEqualTo(written.keepsSamples());
        assertThat(other.sum()).as(told).isCloseTo(one.sum(), within(sums));
        assertThat(other.rises()).as(told).isCloseTo(one.rises(), within(sums));
        assertThat(other.deviation()).as(told).isCloseTo(one.deviation(), within(one.deviation() * 0x1p-24 + 1e-4));
        assertThat(other.riseDeviation())
                .as(told)
                .isCloseTo(one.riseDeviation(), within(one.riseDeviation() * 0x1p-12 + Double.MIN_NORMAL));
        assertThat(new Object[] {
                    other.count(),
                    other.min(),
                    other.max(),
                    other.firstMs(),
                    other.first(),
                    other.lastMs(),
                    other.last(),
                    other.resets(),
                    other.approximate()
                })
                .as(told)
                .containsExactly(
                        one.count(),
                        one.min(),
                        one.max(),
                        one.firstMs(),
                        one.first(),
                        one.lastMs(),
                        one.last(),
                        one.resets(),
                        one.approximate());
        for (int i = 0; written.keepsSamples() && i < written.count(); i++) {
            assertThat(read.timeMs(i)).as(told).isEqualTo(written.timeMs(i));
            assertThat(Double.doubleToRawLongBits(read.value(i)))
                    .as(told)
                    .isEqualTo(Double.doubleToRawLongBits(written.value(i)));
        }
    }
}
