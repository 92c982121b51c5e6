package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.CellBundle;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.rollup.TextCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** What one commit adds to one place: minutes of numbers, histograms and texts. As bytes one row. Belongs to one thread. */
final class Addition {
    private final TreeMap<Integer, SortedMap<Long, NumericCell>> minutes = new TreeMap<>();
    private final List<Window<HistogramCell>> histograms = new ArrayList<>();
    private final List<Window<TextCell>> texts = new ArrayList<>();
    private long fromS = Long.MAX_VALUE;
    private long untilS = Long.MIN_VALUE;

    private Addition() {}

    private record Window<C>(int stream, long startS, C cell) {}

    /** What a commit adds, by place. */
    static SortedMap<Place, Addition> of(SortedMap<Integer, StreamCells> cells) {
        TreeMap<Place, Addition> places = new TreeMap<>();
        cells.forEach((stream, of) -> {
            of.minutes()
                    .forEach((start, cell) -> at(places, stream, start)
                            .minutes
                            .computeIfAbsent(stream, id -> new TreeMap<>())
                            .put(start, cell));
            of.histograms()
                    .forEach((start, cell) ->
                            at(places, stream, start).histograms.add(new Window<>(stream, start, cell)));
            of.texts().forEach((start, cell) -> at(places, stream, start).texts.add(new Window<>(stream, start, cell)));
        });
        return places;
    }

    private static Addition at(Map<Place, Addition> places, int stream, long startS) {
        Addition addition = places.computeIfAbsent(Place.of(stream, startS), place -> new Addition());
        addition.fromS = Math.min(addition.fromS, startS);
        addition.untilS = Math.max(addition.untilS, startS + Tier.MINUTE.seconds());
        return addition;
    }

    /** Start of the first window, epoch s. */
    long fromS() {
        return fromS;
    }

    /** End of the last window, epoch s. */
    long untilS() {
        return untilS;
    }

    byte[] toBytes() {
        CellBytes.Out out = new CellBytes.Out();
        out.bytes(minutes.isEmpty() ? new byte[0] : CellBundle.encode(Tier.MINUTE.seconds(), minutes));
        out.number(histograms.size());
        for (Window<HistogramCell> one : histograms) {
            out.number(one.stream).number(one.startS).histogram(one.cell);
        }
        out.number(texts.size());
        for (Window<TextCell> one : texts) {
            out.number(one.stream).number(one.startS).text(one.cell);
        }
        return out.toBytes();
    }

    /** The numbers among what {@link #toBytes} made. */
    static void numbers(byte[] bytes, IntPredicate wanted, CellBundle.Cells to) {
        byte[] numbers = new CellBytes.In(bytes).bytes();
        if (numbers.length > 0) {
            CellBundle.decode(numbers, Tier.MINUTE.seconds(), wanted, to);
        }
    }

    /** All else in it. */
    static void windows(byte[] bytes, Asking.Windows<HistogramCell> histograms, Asking.Windows<TextCell> texts) {
        CellBytes.In in = new CellBytes.In(bytes);
        in.bytes();
        for (long left = in.number(); left > 0; left--) {
            histograms.found((int) in.number(), in.number(), in.histogram());
        }
        for (long left = in.number(); left > 0; left--) {
            texts.found((int) in.number(), in.number(), in.text());
        }
    }
}
