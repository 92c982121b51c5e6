package io.vedette.stratcon.store;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.StreamCells;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Which streams there are, whose they are and when they were seen; and the small ids under which the cells know them. Entries are made and touched
 * outside the commits' transactions: a stream without cells does no harm. The account of a stream is the one it was first seen with.
 */
public final class StreamCatalogue {
    /** How many of the first are looked at whatever is asked for. */
    private static final int NEAR = 10_000;

    /** How many are gathered at most: in Postgres' usual memory. Fewer than these that the first tell nothing of lie together, and are quickly read. */
    private static final int FEW = 30_000;

    private static final String IN_ORDER = " order by check_uuid, name limit ? offset ?";
    private static final String COLUMNS = "id, check_uuid, name, account, type, first_seen_ms, last_seen_ms";
    private static final String ALL = "select " + COLUMNS + " from stream where ";
    private static final String BY_NAME =
            "select " + COLUMNS + " from stream where (check_uuid, name) in (select * from unnest(?, ?))";

    private final JdbcTemplate jdbc;
    private final SeenStreams seen;
    private final TagRows tags;
    private final Clock clock;

    StreamCatalogue(JdbcTemplate jdbc, int cachedStreams, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        seen = new SeenStreams(cachedStreams);
        tags = new TagRows(jdbc);
    }

    /**
     * Streams of this account among those asked for, as whoever needs their ids alone may know them: an id and an account never change, so those of
     * streams known here are not read again; all else may be old.
     */
    List<KnownStream> known(long account, Collection<StreamId> streams) {
        List<KnownStream> known = new ArrayList<>();
        Set<StreamId> strangers = seen.sort(streams, known);
        if (!strangers.isEmpty()) {
            for (KnownStream stream : byName(strangers)) {
                seen.put(stream);
                known.add(stream);
            }
        }
        known.removeIf(stream -> stream.account() != account);
        return known;
    }

    /** Streams of this account among those asked for. */
    public List<KnownStream> find(long account, Collection<StreamId> streams) {
        return byName(streams).stream()
                .filter(stream -> stream.account() == account)
                .toList();
    }

    /**
     * Streams of an account in the order of check and name.
     *
     * @param check only of this check
     * @param search only those whose name contains it, in any case; {@code *} and {@code ?} stand for anything; empty for all
     * @param query only those it is true of, see {@link StreamCondition}; empty for all
     * @param size at most so many
     * @param from after so many
     * @throws IllegalArgumentException when the query is none, saying where
     */
    public List<KnownStream> search(
            long account, Optional<UUID> check, String search, String query, int size, int from) {
        String place = "account = ?" + (check.isPresent() ? " and check_uuid = ?" : "");
        List<Object> parameters = new ArrayList<>(List.of(account));
        check.ifPresent(parameters::add);
        List<String> conditions = new ArrayList<>();
        return Attempt.at("the catalogue", () -> {
            RareParts rare = RareParts.of(jdbc);
            if (!search.isEmpty()) {
                conditions.add(StreamCondition.NAME_HAS);
                parameters.add(StreamCondition.containing(rare.of(search)));
                conditions.add("name ilike ?");
                parameters.add(StreamCondition.containing(search));
            }
            if (!query.isEmpty()) {
                StreamCondition condition = new StreamCondition(query, tags, rare::of);
                conditions.add(condition.sql());
                parameters.addAll(condition.parameters());
            }
            parameters.addAll(List.of(size, from));
            return conditions.isEmpty()
                    ? jdbc.query(ALL + place + IN_ORDER, StreamCatalogue::read, parameters.toArray())
                    : found(place, String.join(" and ", conditions), parameters.toArray(), size, from);
        });
    }

    /**
     * Where many streams answer, enough of them stand among the first. What few answer to is gathered, and put in order then: to walk in order until enough are
     * found may mean to walk past all others.
     */
    private List<KnownStream> found(String place, String condition, Object[] parameters, int size, int from) {
        List<KnownStream> near = ask(
                "select " + COLUMNS + " from (select * from stream where " + place + " order by check_uuid, name limit "
                        + NEAR + ") stream where " + condition + IN_ORDER,
                parameters,
                StreamCatalogue::read);
        if (near.size() == size) {
            return near;
        }
        String all = ALL + place + " and " + condition;
        AtomicLong many = new AtomicLong();
        List<KnownStream> few = ask(
                "with found as materialized (" + all + " limit " + (FEW + 1)
                        + ") select *, (select count(*) from found) as many from found" + IN_ORDER,
                parameters,
                (row, number) -> {
                    many.set(row.getLong("many"));
                    return read(row, number);
                });
        boolean isAll = many.get() <= FEW && (from == 0 || !few.isEmpty());
        return isAll ? few : ask(all + IN_ORDER, parameters, StreamCatalogue::read);
    }

    /** Planned for these parameters each time: which index serves depends on how many streams have what is looked for. */
    private List<KnownStream> ask(String sql, Object[] parameters, RowMapper<KnownStream> reading) {
        return jdbc.query(
                sql,
                statement -> {
                    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
                    new ArgumentPreparedStatementSetter(parameters).setValues(statement);
                },
                reading);
    }

    /** Cells by the id of their stream; streams never seen are entered, those not touched for long are touched. */
    SortedMap<Integer, StreamCells> ids(Map<StreamId, StreamCells> cells) {
        SortedMap<Integer, StreamCells> ids = new TreeMap<>();
        SortedMap<StreamId, StreamCells> strangers = new TreeMap<>();
        SortedMap<Integer, StreamCells> toTouch = new TreeMap<>();
        long nowMs = clock.millis();
        cells.forEach((stream, fresh) -> {
            KnownStream known = seen.get(stream);
            if (known == null) {
                strangers.put(stream, fresh);
                return;
            }
            ids.put(known.id(), fresh);
            if (seen.isBehind(known, fresh, nowMs)) {
                toTouch.put(known.id(), fresh);
                seen.put(SeenStreams.with(known, fresh));
            }
        });
        if (!strangers.isEmpty()) {
            remember(byName(strangers.keySet()), strangers, ids, toTouch, nowMs);
        }
        if (!strangers.isEmpty()) {
            insert(strangers);
            tags.enter(strangers.keySet());
            remember(byName(strangers.keySet()), strangers, ids, toTouch, nowMs);
            if (!strangers.isEmpty()) {
                throw new IllegalStateException("no id for " + strangers.firstKey());
            }
        }
        if (!toTouch.isEmpty()) {
            touch(toTouch);
        }
        return ids;
    }

    private void remember(
            List<KnownStream> found,
            SortedMap<StreamId, StreamCells> strangers,
            SortedMap<Integer, StreamCells> ids,
            SortedMap<Integer, StreamCells> toTouch,
            long nowMs) {
        for (KnownStream stream : found) {
            StreamCells fresh = strangers.remove(stream.stream());
            if (fresh == null) {
                continue;
            }
            KnownStream known = stream;
            ids.put(stream.id(), fresh);
            if (seen.isBehind(known, fresh, nowMs)) {
                toTouch.put(stream.id(), fresh);
                known = SeenStreams.with(known, fresh);
            }
            seen.put(known);
        }
    }

    private List<KnownStream> byName(Collection<StreamId> streams) {
        return jdbc.query(
                BY_NAME,
                statement -> {
                    uuids(statement, 1, streams);
                    statement.setObject(2, streams.stream().map(StreamId::name).toArray(String[]::new));
                },
                StreamCatalogue::read);
    }

    private void insert(SortedMap<StreamId, StreamCells> strangers) {
        jdbc.update("""
                insert into stream (check_uuid, name, account, type, first_seen_ms, last_seen_ms, tags)
                select check_uuid, name, account, type::"char", first_ms, last_ms, tags::text[]
                from unnest(?, ?, ?, ?, ?, ?, ?) as fresh (check_uuid, name, account, type, first_ms, last_ms, tags)
                order by check_uuid, name
                on conflict (check_uuid, name) do nothing""", statement -> {
            uuids(statement, 1, strangers.keySet());
            statement.setObject(
                    2, strangers.keySet().stream().map(StreamId::name).toArray(String[]::new));
            statement.setObject(
                    3,
                    strangers.values().stream().mapToLong(StreamCells::account).toArray());
            seenColumns(statement, 4, strangers.values());
            statement.setObject(
                    7,
                    strangers.keySet().stream()
                            .map(stream -> literal(TagRows.of(stream)))
                            .toArray(String[]::new));
        });
    }

    /** An array within an array, as Postgres writes one. */
    private static String literal(String[] tags) {
        return Arrays.stream(tags)
                .map(tag -> '"' + tag.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void touch(SortedMap<Integer, StreamCells> streams) {
        jdbc.update("""
                with fresh as (
                    select s.id, f.type, f.first_ms, f.last_ms
                    from unnest(?, ?, ?, ?) as f (id, type, first_ms, last_ms) join stream s on s.id = f.id
                    order by s.id for update of s)
                update stream set type = fresh.type::"char",
                    first_seen_ms = least(first_seen_ms, fresh.first_ms), last_seen_ms = greatest(last_seen_ms, fresh.last_ms)
                from fresh where stream.id = fresh.id""", statement -> {
            statement.setObject(1, streams.keySet().stream().mapToInt(id -> id).toArray());
            seenColumns(statement, 2, streams.values());
        });
    }

    private static void seenColumns(PreparedStatement statement, int at, Collection<StreamCells> streams)
            throws SQLException {
        statement.setObject(
                at, streams.stream().map(cells -> "" + cells.type().code()).toArray(String[]::new));
        statement.setObject(
                at + 1, streams.stream().mapToLong(StreamCells::firstSeenMs).toArray());
        statement.setObject(
                at + 2, streams.stream().mapToLong(StreamCells::lastSeenMs).toArray());
    }

    private static void uuids(PreparedStatement statement, int at, Collection<StreamId> streams) throws SQLException {
        Object[] uuids = streams.stream().map(StreamId::check).toArray();
        statement.setArray(at, statement.getConnection().createArrayOf("uuid", uuids));
    }

    private static KnownStream read(ResultSet row, int ignored) throws SQLException {
        return new KnownStream(
                row.getInt("id"),
                new StreamId(row.getObject("check_uuid", UUID.class), row.getString("name")),
                row.getLong("account"),
                MetricType.ofCode(row.getString("type").charAt(0)),
                row.getLong("first_seen_ms"),
                row.getLong("last_seen_ms"));
    }
}
