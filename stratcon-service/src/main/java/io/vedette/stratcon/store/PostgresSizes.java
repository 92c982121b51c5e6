package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Cells in every size out of Postgres. */
final class PostgresSizes implements AllSizes {
    private final TransactionTemplate moment;
    private final OpenCells open;
    private final Chunks chunks;

    /**
     * @param moment a transaction that sees one moment
     */
    PostgresSizes(JdbcTemplate jdbc, TransactionTemplate moment) {
        this.moment = moment;
        open = new OpenCells(jdbc, 0);
        chunks = new Chunks(jdbc);
    }

    @Override
    public Map<Tier, SortedMap<Long, NumericCell>> read(int stream, long fromS, long untilS) {
        return Objects.requireNonNull(moment.execute(status -> {
            Map<Tier, SortedMap<Long, NumericCell>> sizes = new EnumMap<>(Tier.class);
            for (Tier tier : Tier.values()) {
                FoundCells found = new FoundCells(tier.rollup(), fromS, untilS);
                chunks.read(List.of(stream), tier, fromS, untilS, found::written);
                open.read(List.of(stream), tier, fromS, untilS, found::open);
                sizes.put(tier, AllSizes.of(found, stream));
            }
            return sizes;
        }));
    }
}
