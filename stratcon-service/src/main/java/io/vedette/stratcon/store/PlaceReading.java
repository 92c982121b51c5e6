package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.Row;
import io.vedette.stratcon.chunk.CellBundle;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.TextCell;
import io.vedette.stratcon.store.Journals.Standings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers questions out of places: each of them as it was at one moment, and of what commits added what was entered. */
final class PlaceReading implements Asking.Engine, AllSizes {
    /** As far as the catalogue may be behind. */
    private static final long BEHIND_S = TouchPace.MOST_MS / 1000;

    private final CassandraLink link;
    private final PlacedCells cells;
    private final Journals journals;

    PlaceReading(CassandraLink link) {
        this.link = link;
        cells = new PlacedCells(link);
        journals = new Journals(link);
    }

    /**
     * A place, and what is wanted of it.
     *
     * @param streams ids
     */
    private record Wanted(Place place, Set<Long> streams) {
        boolean wants(int stream) {
            return streams.contains((long) stream);
        }
    }

    /**
     * What a place held at one moment.
     *
     * @param opened rows added by commits, entered or not, and open ones
     */
    private record Found(Wanted wanted, List<Row> kept, List<Row> opened) {}

    @Override
    public void numeric(Collection<KnownStream> streams, Tier tier, long fromS, long untilS, FoundCells to) {
        List<Found> found = find(streams, fromS, untilS, tier.seconds(), tier.chunkOf(fromS), tier.chunkOf(untilS - 1));
        Standings standings = standings(found);
        found.forEach(one -> numbers(one, tier, fromS, untilS, standings, to));
    }

    private static void numbers(Found one, Tier tier, long fromS, long untilS, Standings standings, FoundCells to) {
        for (Row row : one.kept) {
            ChunkKey key = new ChunkKey((int) row.getLong("whose"), (int) row.getLong("at"));
            to.written(key.stream(), key.decode(tier, PlacedCells.bytes(row), fromS, untilS));
        }
        one.opened.stream()
                .filter(row -> row.getLong("from_s") < untilS && row.getLong("until_s") > fromS)
                .sorted(Comparator.<Row>comparingLong(row -> row.getLong("from_s"))
                        .thenComparingLong(row -> row.getLong("at")))
                .forEach(row -> open(row, tier, one.wanted, standings, to::open));
    }

    @Override
    public Map<Tier, SortedMap<Long, NumericCell>> read(int stream, long fromS, long untilS) {
        Map<Tier, FoundCells> found = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            found.put(tier, new FoundCells(tier.rollup(), fromS, untilS));
        }
        for (int stretch = Place.stretchOf(fromS); stretch <= Place.stretchOf(untilS - 1); stretch++) {
            Wanted wanted = new Wanted(new Place(OpenRow.bundleOf(stream), stretch), Set.of((long) stream));
            Map<Tier, Found> moment = cells.moment(wanted.place, () -> sizes(wanted, fromS, untilS));
            Standings standings = standings(moment.values());
            found.forEach((tier, to) ->
                    numbers(Objects.requireNonNull(moment.get(tier)), tier, fromS, untilS, standings, to));
        }
        Map<Tier, SortedMap<Long, NumericCell>> read = new EnumMap<>(Tier.class);
        found.forEach((tier, of) -> read.put(tier, AllSizes.of(of, stream)));
        return read;
    }

    private Map<Tier, Found> sizes(Wanted wanted, long fromS, long untilS) {
        List<Row> opened = cells.opened(wanted.place);
        Map<Tier, Found> sizes = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            List<Row> kept = cells.kept(
                    wanted.place, tier.seconds(), wanted.streams, tier.chunkOf(fromS), tier.chunkOf(untilS - 1));
            sizes.put(tier, new Found(wanted, kept, opened));
        }
        return sizes;
    }

    private static void open(Row row, Tier tier, Wanted wanted, Standings standings, CellBundle.Cells to) {
        if (row.getInt("what") == PlacedCells.OPEN) {
            int seconds = (int) row.getLong("whose");
            if (seconds <= tier.seconds()) {
                CellBundle.decode(PlacedCells.bytes(row), seconds, wanted::wants, to);
            }
        } else if (standings.entered(row)) {
            Addition.numbers(PlacedCells.bytes(row), wanted::wants, to);
        }
    }

    @Override
    public void histograms(
            Collection<KnownStream> streams, Rollup rollup, long fromS, long untilS, Asking.Windows<HistogramCell> to) {
        int what = rollup == Rollup.HOUR ? PlacedCells.HISTOGRAM_HOUR : PlacedCells.HISTOGRAM_MINUTE;
        List<Found> found = find(streams, fromS, untilS, what, fromS, untilS - 1);
        Standings standings = standings(found);
        for (Found one : found) {
            one.kept.forEach(row -> to.found(
                    (int) row.getLong("whose"),
                    row.getLong("at"),
                    new CellBytes.In(PlacedCells.bytes(row)).histogram()));
            added(one, standings)
                    .forEach(row -> Addition.windows(
                            PlacedCells.bytes(row),
                            (stream, start, cell) -> {
                                if (one.wanted.wants(stream) && start >= fromS && start < untilS) {
                                    to.found(stream, rollup.startOf(start), cell);
                                }
                            },
                            (stream, start, cell) -> {}));
        }
    }

    @Override
    public void texts(KnownStream known, long fromS, long untilS, Asking.Windows<TextCell> to) {
        List<Found> found = find(List.of(known), fromS, untilS, PlacedCells.TEXT, fromS, untilS - 1);
        Standings standings = standings(found);
        for (Found one : found) {
            one.kept.forEach(
                    row -> to.found(known.id(), row.getLong("at"), new CellBytes.In(PlacedCells.bytes(row)).text()));
            added(one, standings)
                    .forEach(row -> Addition.windows(
                            PlacedCells.bytes(row), (stream, start, cell) -> {}, (stream, start, cell) -> {
                                if (one.wanted.wants(stream) && start >= fromS && start < untilS) {
                                    to.found(stream, start, cell);
                                }
                            }));
        }
    }

    private static List<Row> added(Found found, Standings standings) {
        return found.opened.stream()
                .filter(row -> row.getInt("what") == PlacedCells.ADDED && standings.entered(row))
                .toList();
    }

    private Standings standings(Collection<Found> found) {
        List<Row> added = new ArrayList<>();
        for (Found one : found) {
            one.opened.stream()
                    .filter(row -> row.getInt("what") == PlacedCells.ADDED)
                    .forEach(added::add);
        }
        return journals.standings(added);
    }

    /** All places where the streams may have anything in that time, in their order. */
    private List<Found> find(
            Collection<KnownStream> streams, long fromS, long untilS, int what, long first, long last) {
        Map<Place, Set<Long>> places = new TreeMap<>();
        for (KnownStream stream : streams) {
            int begin = Place.stretchOf(Math.max(fromS, Math.floorDiv(stream.firstSeenMs(), 1000)));
            int end = Place.stretchOf(Math.min(untilS, Math.floorDiv(stream.lastSeenMs(), 1000) + BEHIND_S + 1));
            for (int stretch = begin; stretch <= end; stretch++) {
                places.computeIfAbsent(new Place(OpenRow.bundleOf(stream.id()), stretch), any -> new TreeSet<>())
                        .add((long) stream.id());
            }
        }
        List<Wanted> wanted = new ArrayList<>();
        places.forEach((place, ids) -> wanted.add(new Wanted(place, ids)));
        return link.ask(
                wanted,
                one -> cells.moment(
                        one.place,
                        () -> new Found(
                                one, cells.kept(one.place, what, one.streams, first, last), cells.opened(one.place))));
    }
}
