package io.vedette.acceptance;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks {@code /api/data}. */
final class Rollups {
    private Rollups() {}

    /** Values of one stream's cells that are not null. */
    static List<Double> values(Suite suite, String stream, long startS, long endS, String rollup, String function) {
        JsonNode answer = suite.door()
                .get("/api/data?stream=" + Door.encode(stream) + "&start=" + startS + "&end=" + endS + "&rollup="
                        + rollup + "&function=" + function)
                .json(200);
        List<Double> values = new ArrayList<>();
        for (JsonNode point : answer.get("streams").get(0).get("points")) {
            if (!point.get(1).isNull()) {
                values.add(point.get(1).asDouble());
            }
        }
        return values;
    }

    /** How many samples the cells count. */
    static long count(Suite suite, String stream, long startS, long endS, String rollup) {
        return (long) values(suite, stream, startS, endS, rollup, "count").stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
