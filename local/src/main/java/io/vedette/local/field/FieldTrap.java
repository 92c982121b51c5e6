package io.vedette.local.field;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;

/**
 * An HTTPTrap check on a broker of the field.
 *
 * @param id of the check, in its {@code _cid}
 * @param uuid of the check
 * @param broker number of its broker
 * @param url where to push to, in the clear
 */
public record FieldTrap(long id, String uuid, long broker, URI url) {

    /** Makes the check through the API and waits until the broker takes pushes for it. */
    public static FieldTrap on(FieldProcess broker, SuiteAccess suite, String brokerName) {
        long number = number(suite, brokerName);
        JsonNode made = suite.post("/v2/check_bundle", """
                {"type":"httptrap","target":"127.0.0.1","display_name":"numbered on %s","brokers":["/broker/%d"],
                 "period":60,"timeout":10,"config":{"asynch_metrics":"true"}}""".formatted(brokerName, number));
        String uuid = made.path("_check_uuids").path(0).asString();
        String secret = made.path("config").path("secret").asString();
        URI url = url(broker, "/module/httptrap/" + uuid + "/" + secret);
        try (HttpClient client = HttpClient.newHttpClient()) {
            SuiteAccess.await(brokerName + " takes pushes", () -> isTaken(client, url));
        }
        return new FieldTrap(idIn(made.path("_checks").path(0).asString()), uuid, number, url);
    }

    /** Moves the check through the API; the other broker takes its pushes in a while, and this one does no more. */
    public FieldTrap moveTo(FieldProcess other, SuiteAccess suite, String otherName) {
        long number = number(suite, otherName);
        suite.post("/v2/check_move", "{\"check_id\":%d,\"new_broker\":\"/broker/%d\"}".formatted(id, number));
        return new FieldTrap(id, uuid, number, url(other, url.getPath()));
    }

    private static URI url(FieldProcess broker, String path) {
        return URI.create("http://127.0.0.1:" + broker.port() + path);
    }

    private static long number(SuiteAccess suite, String brokerName) {
        String[] cid = {""};
        SuiteAccess.await(brokerName + " is known", () -> {
            for (JsonNode broker : suite.get("/v2/broker?size=500")) {
                if (broker.path("_name").asString("").equals(brokerName)) {
                    cid[0] = broker.path("_cid").asString();
                }
            }
            return !cid[0].isEmpty();
        });
        return idIn(cid[0]);
    }

    private static long idIn(String cid) {
        return Long.parseLong(cid.substring(cid.lastIndexOf('/') + 1));
    }

    private static boolean isTaken(HttpClient client, URI url) throws IOException, InterruptedException {
        HttpRequest push =
                HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString("{}")).build();
        return client.send(push, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** {@code <uuid>/<metric>}. */
    public String stream(String metric) {
        return uuid + "/" + metric;
    }
}
