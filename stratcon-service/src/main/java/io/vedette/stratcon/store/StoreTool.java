package io.vedette.stratcon.store;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * {@code verify [DAYS]}: compares coarser cells with finer ones, of the last so many days (30), and ends with 1 when they disagree. Where the store is
 * stands in SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD, and in VEDETTE_STORE_ENGINE and VEDETTE_STORE_CASSANDRA_*.
 */
public final class StoreTool {
    private static final long USUAL_DAYS = 30;

    private StoreTool() {}

    @SuppressWarnings("SystemOut") // the terminal is what this program talks to
    public static void main(String[] words) {
        System.exit(run(words, System.getenv(), System.out));
    }

    static int run(String[] words, Map<String, String> environment, PrintStream out) {
        if (words.length == 0 || !words[0].equals("verify") || words.length > 2) {
            out.println("usage: store verify [DAYS]");
            return 2;
        }
        long days = words.length == 2 ? Long.parseLong(words[1]) : USUAL_DAYS;
        long now = Instant.now().getEpochSecond();
        try (StandaloneStore opened = StandaloneStore.open(environment)) {
            Verification.Outcome outcome = opened.verification()
                    .verify(
                            now - Duration.ofDays(days).toSeconds(),
                            now + Duration.ofHours(4).toSeconds(),
                            out::println);
            out.printf(
                    "%d coarser cells compared, %d disagree, %d have no finer ones.%n",
                    outcome.compared(), outcome.disagreeing(), outcome.alone());
            return outcome.disagreeing() == 0 ? 0 : 1;
        }
    }
}
