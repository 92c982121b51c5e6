package io.vedette.stratcon.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the partitions of chunk tables as chunks come, in transactions of their own, and drops them whole. */
final class Partitions {
    private static final long LOCK = 0x766564657474651L;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate apart;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /**
     * @param apart begins a transaction even where one is open
     */
    Partitions(JdbcTemplate jdbc, TransactionTemplate apart) {
        this.jdbc = jdbc;
        this.apart = apart;
    }

    void ensure(Tier tier, int[] chunks) {
        for (int chunk : chunks) {
            int partition = tier.partitionOf(chunk);
            String table = table(tier, partition);
            if (!known.contains(table)) {
                apart.executeWithoutResult(status -> make(tier, partition, table));
                known.add(table);
            }
        }
    }

    /** Drops what lies wholly before a moment. Returns the names. */
    List<String> dropBefore(Tier tier, long epochSecond) {
        int keep = tier.partitionOf(tier.chunkOf(epochSecond));
        List<String> old = jdbc
                .queryForList(
                        "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = ?::regclass",
                        String.class,
                        tier.table())
                .stream()
                .filter(name -> numberOf(tier, name) < keep)
                .sorted()
                .toList();
        for (String table : old) {
            jdbc.execute("drop table if exists " + table);
        }
        known.removeAll(old);
        return old;
    }

    /** What was thought to be there may be gone. */
    void forget() {
        known.clear();
    }

    private void make(Tier tier, int partition, String table) {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        Boolean there = jdbc.queryForObject("select to_regclass(?) is not null", Boolean.class, table);
        if (!Boolean.TRUE.equals(there)) {
            jdbc.execute("create table " + table + " (like " + tier.table() + " including all)");
            jdbc.execute("alter table " + tier.table() + " attach partition " + table + " for values from ("
                    + tier.firstChunkOf(partition) + ") to (" + tier.firstChunkOf(partition + 1) + ")");
        }
    }

    private static String table(Tier tier, int partition) {
        return tier.table() + (partition < 0 ? "_m" : "_") + Math.abs(partition);
    }

    private static int numberOf(Tier tier, String table) {
        String number = table.substring(tier.table().length() + 1);
        return number.startsWith("m") ? -Integer.parseInt(number.substring(1)) : Integer.parseInt(number);
    }
}
