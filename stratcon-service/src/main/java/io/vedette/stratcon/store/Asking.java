package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.TextCell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Questions as they are asked, of an account's streams by their names, put to an engine, which knows streams by their ids. */
final class Asking {
    private final Names names;
    private final Engine engine;
    private final int minuteTexts;

    Asking(Names names, Engine engine, int minuteTexts) {
        this.names = names;
        this.engine = engine;
        this.minuteTexts = minuteTexts;
    }

    /** Finds the streams of an account; how old what it says of them may be is for the engine to say. */
    @FunctionalInterface
    interface Names {
        List<KnownStream> find(long account, Collection<StreamId> streams);
    }

    /** What engines answer. Times are epoch s; {@code fromS} and {@code untilS} lie between windows. */
    interface Engine {

        /** Cells of a tier or finer, each once, as they were at one moment of each stream. */
        void numeric(Collection<KnownStream> streams, Tier tier, long fromS, long untilS, FoundCells to);

        /** Histograms of a minute or an hour. */
        void histograms(
                Collection<KnownStream> streams, Rollup rollup, long fromS, long untilS, Windows<HistogramCell> to);

        /** Texts of a minute. */
        void texts(KnownStream stream, long fromS, long untilS, Windows<TextCell> to);
    }

    /** Takes what was found, in any order. */
    @FunctionalInterface
    interface Windows<C> {
        void found(int stream, long startS, C cell);
    }

    Map<StreamId, List<StoredNumeric>> numeric(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS) {
        return Attempt.at("cells", () -> {
            List<KnownStream> known = names.find(account, streams);
            long from = upTo(rollup, fromS);
            long until = upTo(rollup, toS);
            Map<StreamId, List<StoredNumeric>> cells = new HashMap<>();
            if (known.isEmpty() || from >= until) {
                return cells;
            }
            FoundCells found = new FoundCells(rollup, from, until);
            engine.numeric(known, Tier.of(rollup), from, until, found);
            for (KnownStream stream : known) {
                List<StoredNumeric> all = found.of(stream.id());
                if (!all.isEmpty()) {
                    cells.put(stream.stream(), all);
                }
            }
            return cells;
        });
    }

    Map<StreamId, List<StoredHistogram>> histograms(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS) {
        return Attempt.at("histograms", () -> {
            List<KnownStream> known = names.find(account, streams);
            Rollup written = rollup.seconds() >= Rollup.HOUR.seconds() ? Rollup.HOUR : Rollup.MINUTE;
            Map<Integer, SortedMap<Long, HistogramCell>> found = new HashMap<>();
            engine.histograms(
                    known,
                    written,
                    upTo(rollup, fromS),
                    upTo(rollup, toS),
                    (stream, start, cell) -> found.computeIfAbsent(stream, id -> new TreeMap<>())
                            .merge(start, cell, HistogramCell::merge));
            Map<StreamId, List<StoredHistogram>> told = new HashMap<>();
            for (KnownStream stream : known) {
                List<StoredHistogram> all = new ArrayList<>();
                found.getOrDefault(stream.id(), new TreeMap<>())
                        .forEach((start, cell) -> all.add(new StoredHistogram(rollup.startOf(start), cell)));
                if (!all.isEmpty()) {
                    told.put(stream.stream(), all);
                }
            }
            return told;
        });
    }

    List<StoredText> text(long account, StreamId stream, long fromS, long toS) {
        return Attempt.at("texts", () -> {
            SortedMap<Long, TextCell> found = new TreeMap<>();
            for (KnownStream known : names.find(account, List.of(stream))) {
                engine.texts(
                        known,
                        upTo(Rollup.MINUTE, fromS),
                        upTo(Rollup.MINUTE, toS),
                        (id, start, cell) -> found.merge(start, cell, TextCell::merge));
            }
            return found.entrySet().stream()
                    .map(one -> new StoredText(one.getKey(), one.getValue().atMost(minuteTexts)))
                    .toList();
        });
    }

    private static long upTo(Rollup rollup, long second) {
        return Math.ceilDiv(second, (long) rollup.seconds()) * rollup.seconds();
    }
}
