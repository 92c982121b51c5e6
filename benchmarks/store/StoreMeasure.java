import io.vedette.stratcon.store.StandaloneStore;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures the store, a line for each figure. Run from its source on the class path of the stratcon: what to measure, the URL of a Postgres up to the name of
 * a database, and a user; the password stands in SPRING_DATASOURCE_PASSWORD.
 */
final class StoreMeasure {
    static final long DAY_S = 1_767_225_600L;

    private StoreMeasure() {}

    public static void main(String[] words) throws Exception {
        Server server = new Server(words[1], words[2], System.getenv("SPRING_DATASOURCE_PASSWORD"));
        switch (words[0]) {
            case "usual" -> usual(server);
            case "million" -> million(server);
            case "cassandra_day" -> cassandraDay(server);
            case "cassandra_year" -> cassandraYear(server);
            case "recorded" -> RecordedMeasure.measure(server);
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** A Postgres and who signs in. */
    record Server(String url, String user, String password) {

        /** With the settings that stand in the environment. */
        StandaloneStore open(String database) {
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("SPRING_DATASOURCE_URL", url + database);
            environment.put("SPRING_DATASOURCE_USERNAME", user);
            environment.put("SPRING_DATASOURCE_PASSWORD", password);
            environment.put("VEDETTE_STORE_QUERY_TIMEOUT", "5m");
            return StandaloneStore.open(environment).migrate();
        }
    }

    private static void usual(Server server) throws Exception {
        FoldMeasure.measure();
        SizesMeasure.measure("six", 6);
        SizesMeasure.measure("one", 1);
        try (StandaloneStore six = server.open("store_six")) {
            DayMeasure.measure(six, "six", 6);
            DayMeasure.ask(six.store(), "ask");
            CatalogueMeasure.measure(six);
        }
        try (StandaloneStore one = server.open("store_one")) {
            DayMeasure.measure(one, "one", 1);
        }
        try (StandaloneStore year = server.open("store_year")) {
            YearMeasure.fill(year.store());
            YearMeasure.ask(year.store(), "ask");
        }
    }

    private static void million(Server server) throws Exception {
        try (StandaloneStore store = server.open("store_million")) {
            MillionMeasure.measure(store);
        }
    }

    /** In the Cassandra that the environment names; the catalogue of streams is in the Postgres. */
    private static void cassandraDay(Server server) throws Exception {
        try (StandaloneStore day = server.open("store_cassandra_day")) {
            Bench.tell("cassandra.cells_per_s", DayMeasure.fill(day, DayMeasure.hosts(), 6));
            DayMeasure.ask(day.store(), "cassandra.ask");
        }
    }

    private static void cassandraYear(Server server) {
        try (StandaloneStore year = server.open("store_cassandra_year")) {
            YearMeasure.fill(year.store());
            YearMeasure.ask(year.store(), "cassandra.ask");
        }
    }
}
