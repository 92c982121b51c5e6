import io.vedette.stratcon.store.StandaloneStore;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;

/** Searching among a million streams. */
final class CatalogueMeasure {
    private CatalogueMeasure() {}

    /** A million streams, searched by parts of names and by tags; the first hundred of what is found. */
    static void measure(StandaloneStore opened) throws Exception {
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into stream (check_uuid, name, account, type, first_seen_ms, last_seen_ms, tags)
                    select ('00000000-0000-0008-0000-' || lpad(to_hex(i / 1000), 12, '0'))::uuid,
                        'service' || i % 1000 || '`latency' || i || '|ST[' || array_to_string(tags, ',') || ']', 1, 'n', 0, 0, tags
                    from generate_series(1, 1000000) i,
                        lateral (select array['dc:dc' || i % 7, 'env:' || (array['prod', 'test', 'stage'])[1 + i % 3], 'host:host' || i / 1000] tags) t""");
            statement.execute("insert into stream_tag select distinct unnest(tags) from stream on conflict do nothing");
            statement.execute("vacuum analyze stream");
        }
        String[][] questions = {
            {"latency123456", ""},
            {"service77*99", ""},
            {"", "and(env:prod,dc:dc3,not(__name:service1*))"},
            {"", "host:host12*"},
            {"", "and(host:host9?,or(dc:dc5,__name:service99?`latency*))"},
            {"no such thing", ""},
            {"", "and(env:test,__name:*latency4567*)"}
        };
        double slowest = 0;
        for (String[] question : questions) {
            double took = Bench.median(() -> Math.min(1, 1 + opened.catalogue().search(1, Optional.empty(), question[0], question[1], 100, 0).size()), 1, 7);
            slowest = Math.max(slowest, took);
        }
        Bench.tell("catalogue.slowest_of_a_million_ms", slowest);
    }
}
