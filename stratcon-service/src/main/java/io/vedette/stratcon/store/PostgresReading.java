package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.CellBundle;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.TextCell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers questions out of Postgres. A size of a stream is one statement, chunks and open cells together, and so of one moment. */
final class PostgresReading implements Asking.Engine, AllSizes {
    /** From so many streams on one half is read beside the other. */
    private static final int WORTH_HALVING = 256;

    /** All other connections are left to commits. */
    private static final int MOST_AT_ONCE = 4;

    private final AtOnce questions = new AtOnce(MOST_AT_ONCE);
    private final JdbcTemplate jdbc;
    private final TransactionTemplate moment;
    private final WindowRows<HistogramCell> histograms;
    private final WindowRows<TextCell> texts;

    /**
     * @param moment a transaction that sees one moment
     */
    PostgresReading(JdbcTemplate jdbc, TransactionTemplate moment) {
        this.jdbc = jdbc;
        this.moment = moment;
        histograms = new WindowRows<>(jdbc, "histogram_cell", WindowKind.HISTOGRAMS);
        texts = new WindowRows<>(jdbc, "text_cell", WindowKind.texts(Integer.MAX_VALUE));
    }

    /** A row of open cells, with the size of these. */
    private record Open(long fromS, long id, int seconds, byte[] cells) {}

    @Override
    public void numeric(Collection<KnownStream> streams, Tier tier, long fromS, long untilS, FoundCells to) {
        List<Integer> all = streams.stream().map(KnownStream::id).sorted().toList();
        int part = all.size() < WORTH_HALVING ? Math.max(1, all.size()) : all.size() - all.size() / 2;
        List<Set<Integer>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += part) {
            parts.add(Set.copyOf(all.subList(from, Math.min(all.size(), from + part))));
        }
        questions.each(parts, some -> {
            read(some, tier, fromS, untilS, to);
            return some;
        });
    }

    private void read(Set<Integer> streams, Tier tier, long fromS, long untilS, FoundCells to) {
        List<Open> open = new ArrayList<>();
        jdbc.query(
                "select 0, stream, number, cells from " + tier.table()
                        + " where stream = any (?) and number between ? and ? union all"
                        + " select period_s, id, from_s, cells from open_cells"
                        + " where bundle = any (?) and period_s <= ? and until_s > ? and from_s < ?",
                row -> {
                    if (row.getInt(1) == 0) {
                        int stream = row.getInt(2);
                        ChunkKey key = new ChunkKey(stream, row.getInt(3));
                        to.written(stream, key.decode(tier, row.getBytes(4), fromS, untilS));
                    } else {
                        open.add(new Open(row.getLong(3), row.getLong(2), row.getInt(1), row.getBytes(4)));
                    }
                },
                streams.stream().mapToInt(id -> id).toArray(),
                tier.chunkOf(fromS),
                tier.chunkOf(untilS - 1),
                streams.stream().mapToInt(OpenRow::bundleOf).distinct().toArray(),
                tier.seconds(),
                fromS,
                untilS);
        open.sort(Comparator.comparingLong(Open::fromS).thenComparingLong(Open::id));
        open.forEach(one -> CellBundle.decode(one.cells, one.seconds, streams::contains, fromS, untilS, to::open));
    }

    @Override
    public Map<Tier, SortedMap<Long, NumericCell>> read(int stream, long fromS, long untilS) {
        return Objects.requireNonNull(moment.execute(status -> {
            Map<Tier, SortedMap<Long, NumericCell>> sizes = new EnumMap<>(Tier.class);
            for (Tier tier : Tier.values()) {
                FoundCells found = new FoundCells(tier.rollup(), fromS, untilS);
                read(Set.of(stream), tier, fromS, untilS, found);
                sizes.put(tier, AllSizes.of(found, stream));
            }
            return sizes;
        }));
    }

    @Override
    public void histograms(
            Collection<KnownStream> streams, Rollup rollup, long fromS, long untilS, Asking.Windows<HistogramCell> to) {
        histograms.read(ids(streams), rollup, fromS, untilS, to);
    }

    @Override
    public void texts(KnownStream stream, long fromS, long untilS, Asking.Windows<TextCell> to) {
        texts.read(Set.of(stream.id()), Rollup.MINUTE, fromS, untilS, to);
    }

    private static Set<Integer> ids(Collection<KnownStream> streams) {
        return streams.stream().map(KnownStream::id).collect(Collectors.toSet());
    }
}
