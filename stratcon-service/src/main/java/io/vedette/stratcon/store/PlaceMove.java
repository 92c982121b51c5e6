package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.Row;
import io.vedette.stratcon.chunk.CellBundle;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.TextCell;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the cells of one change of a place go. Belongs to one thread. */
final class PlaceMove {
    /** Stretches of time whose chunks change at once; one change is to stay far below what Cassandra takes as a mutation. */
    private static final int MOST_CHUNKS = 8;

    private final PlacedCells cells;
    private final Place place;
    private final PlaceChange change;
    private final KeptFor keptFor;
    private final Instant now;
    private final long graceS;
    private final WindowKind<TextCell> textKind;
    private final Map<Key, HistogramCell> histograms = new TreeMap<>();
    private final Map<Key, TextCell> texts = new TreeMap<>();

    PlaceMove(PlacedCells cells, Place place, PlaceChange change, StoreSettings settings, Instant now) {
        this.cells = cells;
        this.place = place;
        this.change = change;
        this.now = now;
        keptFor = new KeptFor(settings.keep());
        graceS = settings.sealGrace().toSeconds();
        textKind = WindowKind.texts(settings.minuteTexts());
    }

    /** Where a histogram or a text is kept. */
    private record Key(int what, long stream, long startS) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byWhat = Integer.compare(what, other.what);
            int byStream = byWhat != 0 ? byWhat : Long.compare(stream, other.stream);
            return byStream != 0 ? byStream : Long.compare(startS, other.startS);
        }
    }

    /**
     * @param added by commits, in the order in which cells are to meet
     * @param open rows, one of a size
     */
    void move(List<Row> added, List<Row> open) {
        Map<Long, Row> opened =
                open.stream().collect(Collectors.toMap(row -> row.getLong("whose"), Function.identity()));
        StreamsCells coarser = new StreamsCells();
        for (Tier tier : Tier.values()) {
            Row row = opened.get((long) tier.seconds());
            boolean isDue = row != null && row.getLong("due_s") <= now.getEpochSecond();
            if (tier == Tier.MINUTE) {
                coarser = close(tier, added(added, row), row);
            } else if (isDue || !coarser.isEmpty()) {
                coarser = close(tier, merged(tier, row, coarser), row);
            }
        }
        merge(histograms, WindowKind.HISTOGRAMS);
        merge(texts, textKind);
    }

    private StreamsCells added(List<Row> added, @Nullable Row open) {
        StreamsCells all = new StreamsCells();
        boolean isOpenRead = open == null;
        for (Row row : added) {
            if (open != null && !isOpenRead && open.getLong("from_s") <= row.getLong("from_s")) {
                read(Tier.MINUTE, open, all);
                isOpenRead = true;
            }
            byte[] bytes = PlacedCells.bytes(row);
            Addition.numbers(bytes, stream -> true, all::add);
            Addition.windows(bytes, this::histogram, this::text);
            change.take(row);
        }
        if (open != null && !isOpenRead) {
            read(Tier.MINUTE, open, all);
        }
        return all;
    }

    private static StreamsCells merged(Tier tier, @Nullable Row open, StreamsCells more) {
        StreamsCells all = new StreamsCells();
        if (open != null) {
            read(tier, open, all);
        }
        more.streams().forEach((stream, cells) -> cells.forEach((start, cell) -> all.add(stream, start, cell)));
        return all;
    }

    private static void read(Tier tier, Row open, StreamsCells to) {
        CellBundle.decode(PlacedCells.bytes(open), tier.seconds(), stream -> true, to::add);
    }

    private void histogram(int stream, long startS, HistogramCell cell) {
        if (isKept(Tier.MINUTE)) {
            histograms.merge(new Key(PlacedCells.HISTOGRAM_MINUTE, stream, startS), cell, HistogramCell::merge);
        }
        if (isKept(Tier.HOUR)) {
            Key hour = new Key(PlacedCells.HISTOGRAM_HOUR, stream, Rollup.HOUR.startOf(startS));
            histograms.merge(hour, cell, HistogramCell::merge);
        }
    }

    private void text(int stream, long startS, TextCell cell) {
        if (isKept(Tier.MINUTE)) {
            texts.merge(new Key(PlacedCells.TEXT, stream, startS), cell, TextCell::merge);
        }
    }

    private boolean isKept(Tier tier) {
        return !keptFor.isPast(tier, place.stretch(), now);
    }

    /** Puts what is over into chunks and leaves the rest open; returns what is over, coarser. */
    private StreamsCells close(Tier tier, StreamsCells all, @Nullable Row open) {
        Set<Integer> over = over(tier, all);
        StreamsCells closed = all.take(start -> over.contains(tier.chunkOf(start)));
        List<OpenRow> rest = OpenRow.of(tier, all.streams(), Function.identity(), graceS);
        rest.forEach(change::keepOpen);
        if (rest.isEmpty() && open != null) {
            change.remove(open);
        }
        if (!closed.isEmpty() && isKept(tier)) {
            chunks(tier, closed);
        }
        return tier.next().map(next -> closed.coarser(next.rollup())).orElseGet(StreamsCells::new);
    }

    /** Numbers of the chunks whose time is over, the first of them. */
    private Set<Integer> over(Tier tier, StreamsCells all) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (SortedMap<Long, NumericCell> cellsOfStream : all.streams().values()) {
            for (Long start : cellsOfStream.keySet()) {
                if (tier.endOfChunk(start) + graceS <= now.getEpochSecond()) {
                    numbers.add(tier.chunkOf(start));
                }
            }
        }
        while (numbers.size() > MOST_CHUNKS) {
            numbers.removeLast();
        }
        return numbers;
    }

    private void chunks(Tier tier, StreamsCells closed) {
        SortedMap<ChunkKey, SortedMap<Long, NumericCell>> chunks = ChunkKey.of(tier, closed);
        Set<Long> streams = new TreeSet<>();
        Set<Long> numbers = new TreeSet<>();
        for (ChunkKey key : chunks.keySet()) {
            streams.add((long) key.stream());
            numbers.add((long) key.number());
        }
        Set<ChunkKey> wanted = Set.copyOf(chunks.keySet());
        for (Row row : cells.exactly(place, tier.seconds(), streams, numbers)) {
            ChunkKey key = new ChunkKey((int) row.getLong("whose"), (int) row.getLong("at"));
            if (wanted.contains(key)) {
                ChunkKey.merge(tier, key, PlacedCells.bytes(row), chunks);
            }
        }
        chunks.forEach((key, of) -> change.keep(tier.seconds(), key.stream(), key.number(), key.encode(tier, of)));
    }

    /** Merges windows into those that are kept already. */
    private <C> void merge(Map<Key, C> fresh, WindowKind<C> kind) {
        Map<Integer, Set<Long>> streams = new HashMap<>();
        Map<Integer, Set<Long>> starts = new HashMap<>();
        for (Key key : fresh.keySet()) {
            streams.computeIfAbsent(key.what, any -> new TreeSet<>()).add(key.stream);
            starts.computeIfAbsent(key.what, any -> new TreeSet<>()).add(key.startS);
        }
        streams.forEach((what, ids) -> {
            for (Row row : cells.exactly(place, what, ids, starts.getOrDefault(what, Set.of()))) {
                Key key = new Key(what, row.getLong("whose"), row.getLong("at"));
                fresh.computeIfPresent(
                        key,
                        (any, cell) -> kind.merging().apply(cell, kind.reading().apply(PlacedCells.bytes(row))));
            }
        });
        fresh.forEach((key, cell) ->
                change.keep(key.what, key.stream, key.startS, kind.writing().apply(cell)));
    }
}
