package io.vedette.acceptance;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * An HTTPTrap check made through the API for one scenario, and the way to push to it.
 *
 * @param bundle {@code /check_bundle/…}
 * @param check {@code /check/…}
 * @param push the broker's plain door
 */
record Trap(String bundle, String check, UUID uuid, String secret, Door push) {
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** Makes the check and waits until the broker takes a push for it. */
    static Trap create(Suite suite) {
        String name = "trap " + NAMES.incrementAndGet() + " of "
                + ProcessHandle.current().pid();
        JsonNode made = suite.door()
                .post("/v2/check_bundle", """
                        {"type":"httptrap","target":"127.0.0.1","display_name":"%s","brokers":["%s"],
                         "period":60,"timeout":10,"config":{"asynch_metrics":"true"}}""".formatted(name, suite.brokerCid()))
                .json(200);
        Trap trap = new Trap(
                made.get("_cid").asString(),
                made.get("_checks").get(0).asString(),
                UUID.fromString(made.get("_check_uuids").get(0).asString()),
                made.get("config").get("secret").asString(),
                suite.brokerDoor());
        Wait.until("the broker knows " + name, () -> trap.push("{}").status() == 200);
        return trap;
    }

    Answer push(String json) {
        return push.send("PUT", path(), json);
    }

    String path() {
        return "/module/httptrap/" + uuid + "/" + secret;
    }

    String stream(String metric) {
        return uuid + "/" + metric;
    }

    /** {@code /v2/data/} id of a metric. */
    String dataId(String metric) {
        return check.substring("/check/".length()) + "_" + metric;
    }
}
