package io.vedette.configmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** One account never sees another, and nobody sees anything without a token: tried on every path. */
class IsolationTests {
    private static final List<String> LISTS = List.of(
            "/v2/account",
            "/v2/user",
            "/v2/check_bundle",
            "/v2/check",
            "/v2/rule_set",
            "/v2/contact_group",
            "/v2/broker",
            "/api/tokens");

    private final Running running = Running.shared();
    private final Person ours = running.newAccount(Role.ADMIN);
    private final Person theirs = running.newAccount(Role.ADMIN);

    @TestFactory
    Stream<DynamicTest> whatIsAnothersDoesNotExist() {
        Map<String, String> resources = theirResources();
        return resources.entrySet().stream()
                .flatMap(resource -> Stream.of("GET", "PUT", "DELETE")
                        .filter(method -> isOffered(method, resource.getKey()))
                        .map(method -> DynamicTest.dynamicTest(method + " " + resource.getKey(), () -> {
                            String body = method.equals("PUT") ? "{}" : null;
                            assertThat(running.send(method, "/v2" + resource.getValue(), ours.token(), body)
                                            .status())
                                    .isEqualTo(404);
                            assertThat(running.get("/v2" + resource.getValue(), theirs.token())
                                            .status())
                                    .isEqualTo(200);
                        })));
    }

    @Test
    void listsShowNothingOfAnother() {
        Map<String, String> resources = theirResources();
        for (String list : LISTS) {
            String shown =
                    running.ok("GET", list + "?size=1000", ours.token(), null).toString();
            assertThat(resources.values()).noneMatch(cid -> shown.contains("\"" + cid + "\""));
        }
    }

    @Test
    void nothingOfAnotherCanBeReferredTo() {
        Map<String, String> resources = theirResources();
        assertThat(message(
                        "/v2/rule_set",
                        "{\"check\": \"%s\", \"metric_name\": \"m\", \"metric_type\": \"numeric\", \"rules\": []}"
                                .formatted(resources.get("check"))))
                .startsWith("check: no check");
        assertThat(message(
                        "/v2/contact_group",
                        "{\"name\": \"g\", \"contacts\": {\"users\": [{\"user\": \"%s\", \"method\": \"email\"}]}}"
                                .formatted(resources.get("user"))))
                .contains("no user");
        assertThat(message(
                        "/v2/check_bundle",
                        "{\"type\": \"host\", \"target\": \"h\", \"brokers\": [\"%s\"]}"
                                .formatted(resources.get("broker"))))
                .contains("no broker");
    }

    @TestFactory
    Stream<DynamicTest> withoutATokenEveryDoorIsShut() {
        return Stream.concat(
                        LISTS.stream(),
                        Stream.of(
                                "/v2/account/current",
                                "/v2/user/current",
                                "/v2/check_bundle/1",
                                "/v2/graph",
                                "/v2/maintenance/1",
                                "/api/session",
                                "/api/openapi/config-monitor",
                                "/actuator/prometheus"))
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    assertThat(running.send("GET", path, null, null).status()).isEqualTo(401);
                    assertThat(running.send("GET", path, "nonsense", null).status())
                            .isEqualTo(401);
                }));
    }

    @Test
    void whatIsNotThereYetIsNotFoundInTheShapeOfApiV2() {
        Running.Answer answer = running.get("/v2/custom_dashboard", ours.token());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").asString()).isEqualTo("NotFound");
    }

    @Test
    void theOpenApiDocumentNamesEveryPath() {
        JsonNode document = running.ok("GET", "/api/openapi/config-monitor", ours.token(), null);
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("paths").propertyNames())
                .contains(
                        "/v2/check_bundle/{id}",
                        "/v2/rule_set",
                        "/v2/contact_group",
                        "/api/session",
                        "/v2/provision_broker");
    }

    @Test
    void healthIsOpenAndMetricsWantAToken() {
        assertThat(running.send("GET", "/actuator/health", null, null).status()).isEqualTo(200);
        assertThat(running.get("/actuator/prometheus", ours.token()).body()).contains("vedette_announce_waiting");
    }

    private static boolean isOffered(String method, String kind) {
        return switch (kind) {
            case "broker", "check" -> method.equals("GET");
            case "account", "user" -> !method.equals("DELETE");
            default -> true;
        };
    }

    private String message(String path, String body) {
        return running.send("POST", path, ours.token(), body)
                .json()
                .path("message")
                .asString();
    }

    private Map<String, String> theirResources() {
        long broker = running.psql()
                .sql("insert into broker (account_id, name, host, port) values (?, 'theirs', 'h', 1) returning id")
                .param(theirs.account())
                .query(Long.class)
                .single();
        JsonNode bundle = running.ok(
                "POST",
                "/v2/check_bundle",
                theirs.token(),
                "{\"type\": \"host\", \"target\": \"h\", \"brokers\": [\"/broker/%d\"]}".formatted(broker));
        String check = bundle.path("_checks").get(0).asString();
        String ruleSet = running.ok(
                        "POST",
                        "/v2/rule_set",
                        theirs.token(),
                        "{\"check\": \"%s\", \"metric_name\": \"m\", \"metric_type\": \"numeric\", \"rules\": []}"
                                .formatted(check))
                .path("_cid")
                .asString();
        String group = running.ok("POST", "/v2/contact_group", theirs.token(), "{\"name\": \"g\"}")
                .path("_cid")
                .asString();
        return Map.of(
                "account",
                "/account/" + theirs.account(),
                "user",
                "/user/" + theirs.user(),
                "broker",
                "/broker/" + broker,
                "check_bundle",
                bundle.path("_cid").asString(),
                "check",
                check,
                "rule_set",
                ruleSet,
                "contact_group",
                group);
    }
}
