package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** One account never sees another: tried at every door that the services' own OpenAPI documents name, through the one address. */
class AccountsApartTests {
    /** The code or the password is the credential, or there is nothing to hide. */
    private static final Set<String> OPEN = Set.of(
            "GET /api/keys",
            "GET /api/keys/revocations",
            "POST /api/session",
            "POST /api/session/reset",
            "GET /api/session/oidc",
            "GET /api/session/oidc/callback",
            "POST /api/invitations/acceptance",
            "POST /v2/provision_broker",
            "POST /v2/provision_broker/renewal",
            "GET /v2/provision_broker/revocations");

    private static final String EVENTS = "text/event-stream";

    /** Pushed by us alone. */
    private static final String VALUE = "7351.25";

    private final Suite suite = Suite.shared();

    /** @param events answers as long as somebody listens */
    private record Operation(String method, String path, boolean events) {
        String name() {
            return method + " " + path;
        }
    }

    @TestFactory
    Stream<DynamicTest> withoutATokenEveryDocumentedDoorIsShut() {
        Door nobody = suite.door().with(null);
        return operations().stream()
                .filter(operation -> !OPEN.contains(operation.name()))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    String body = operation.method().startsWith("P") ? "{}" : null;
                    String path = operation.path().replaceAll("\\{[^}]*}", "1");
                    assertThat(nobody.send(operation.method(), path, body).status())
                            .isEqualTo(401);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsOursIsShownToNoStranger() {
        Trap ours = Trap.create(suite);
        Wait.until("its stream is known and its value kept", () -> {
            ours.push("{\"unseen_by_others\":" + VALUE + "}").expect(200);
            return suite.door().get("/api/streams?check=" + ours.uuid()).body().contains("unseen_by_others")
                    && suite.door()
                            .get("/api/data?function=max&" + question(ours))
                            .body()
                            .contains(VALUE);
        });
        Door stranger = Stranger.door(suite);
        return operations().stream()
                .filter(operation ->
                        operation.method().equals("GET") && !operation.path().startsWith("/api/session"))
                .filter(operation -> !operation.path().equals("/api/stream/alerts"))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer answer = stranger.get(asked(operation, ours));
                    if (operation.events() || operation.path().contains("{")) {
                        assertThat(answer.status()).as(answer.body()).isIn(400, 403, 404);
                    }
                    assertThat(answer.status()).isLessThan(500);
                    assertThat(answer.body())
                            .doesNotContain(VALUE, "\"" + ours.bundle() + "\"", "\"" + ours.check() + "\"");
                    if (answer.status() == 200 && !isAskedByName(operation)) {
                        assertThat(answer.body())
                                .doesNotContain("unseen_by_others", ours.uuid().toString());
                    }
                }));
    }

    @Test
    void ourAlertsAreStreamedToNoStranger() {
        Trap ours = Trap.create(suite);
        String ruleSet = Alerting.ruleSet(suite, ours.check(), "apart", "max value", "1", suite.adminGroup());
        try (EventStream own = EventStream.open(suite.door(), "/api/stream/alerts");
                EventStream theirs = EventStream.open(Stranger.door(suite), "/api/stream/alerts")) {
            Wait.until("the alert is streamed to us", () -> {
                ours.push("{\"apart\":2}").expect(200);
                return own.named("alert").stream()
                        .anyMatch(event -> event.data().contains("\"apart\""));
            });
            assertThat(theirs.isOpen()).isTrue();
            assertThat(theirs.named("alert")).isEmpty();
        }
        suite.door().delete("/v2" + ruleSet).expect(200);
    }

    /** With everything that any of them asks for, so that it is the account that is refused, not the question. */
    private static String asked(Operation operation, Trap ours) {
        String path = operation
                .path()
                .replace("/v2/data/{id}", "/v2/data/" + ours.dataId("unseen_by_others"))
                .replace("/v2/check_bundle/{id}", "/v2" + ours.bundle())
                .replace("/v2/check/{id}", "/v2" + ours.check())
                .replaceAll("\\{[^}]*}", "987654321");
        return path + "?size=1000&check=" + ours.uuid() + "&" + question(ours) + "&type=numeric&period=60&from=0&to=1";
    }

    private static String question(Trap ours) {
        String stream = Door.encode(ours.stream("unseen_by_others"));
        long now = Instant.now().getEpochSecond();
        return "stream=" + stream + "&metric=" + stream + "&rollup=1m&start=" + (now - 600) + "&end=" + (now + 600);
    }

    /** Its answer repeats the names that were asked for, known or not. */
    private static boolean isAskedByName(Operation operation) {
        return operation.path().startsWith("/api/data");
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (String service : List.of("stratcon", "alerting", "streaming", "observer", "config-monitor")) {
            int port = suite.httpPort(service + "-service").orElseThrow();
            JsonNode paths = suite.door()
                    .at("http://127.0.0.1:" + port)
                    .get("/api/openapi/" + service)
                    .json(200)
                    .get("paths");
            paths.properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(operation -> operations.add(new Operation(
                                    operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                    path.getKey(),
                                    operation.getValue().toString().contains(EVENTS)))));
        }
        assertThat(operations).hasSizeGreaterThan(60);
        return operations;
    }
}
