import io.vedette.stratcon.chunk.ChunkCodec;
import io.vedette.stratcon.rollup.NumericCell;
import java.util.TreeMap;

/** What coarser cells add to the bytes of minutes, by the codec alone. */
final class SizesMeasure {
    private static final long DAY = StoreMeasure.DAY_S;

    private SizesMeasure() {}

    /** What all sizes take of what minutes take, in whole chunks of each: sixteen days of a host. */
    static void measure(String name, int samples) {
        int days = 16;
        long start = DAY / 1_382_400 * 1_382_400;
        double[][] values = new double[HostMetrics.METRICS][days * 1440 * samples];
        HostMetrics host = new HostMetrics(0);
        for (int step = 0; step < values[0].length; step++) {
            host.step();
            for (int metric = 0; metric < values.length; metric++) {
                values[metric][step] = host.value(metric);
            }
        }
        long minutes = 0;
        long all = 0;
        for (double[] metric : values) {
            TreeMap<Long, NumericCell> cells = new TreeMap<>();
            for (int step = 0; step < metric.length; step++) {
                long at = start + step * 60L / samples;
                add(cells, at / 60 * 60, NumericCell.of(at * 1000, metric[step]));
            }
            minutes += packed(cells, start, 60, 14_400);
            all += packed(coarser(cells, 1800), start, 1800, 691_200);
            all += packed(coarser(cells, 3600), start, 3600, 1_382_400);
            all += packed(coarser(cells, 86_400), start, 86_400, 5_529_600);
        }
        Bench.tell(name + ".codec_all_rollups_to_minutes", (all + minutes) / (double) minutes);
    }

    private static TreeMap<Long, NumericCell> coarser(TreeMap<Long, NumericCell> cells, int seconds) {
        TreeMap<Long, NumericCell> coarser = new TreeMap<>();
        cells.forEach((at, cell) -> add(coarser, at / seconds * seconds, cell.copy()));
        return coarser;
    }

    private static void add(TreeMap<Long, NumericCell> cells, long at, NumericCell cell) {
        NumericCell there = cells.putIfAbsent(at, cell);
        if (there != null) {
            there.merge(cell);
        }
    }

    private static long packed(TreeMap<Long, NumericCell> cells, long start, int seconds, int chunk) {
        long bytes = 0;
        for (long at = start; at <= cells.lastKey(); at += chunk) {
            bytes += ChunkCodec.encode(at, seconds, cells.subMap(at, at + chunk)).length;
        }
        return bytes;
    }
}
