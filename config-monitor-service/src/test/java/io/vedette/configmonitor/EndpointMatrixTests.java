package io.vedette.configmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * Tries every door there is, as the mappings of the running service name them: without a token, with too low a role, and for what is another account's.
 * A new endpoint is tried by being there; one that cannot be tried so is refused by name, until it stands in a table here.
 */
class EndpointMatrixTests {
    /** Open by design: the code or the password is the credential, or there is nothing to hide. */
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

    /** Changes that everybody may make, of what is their own. */
    private static final Set<String> ONES_OWN = Set.of(
            "DELETE /api/session",
            "POST /api/session/password",
            "POST /api/tokens",
            "DELETE /api/tokens/{id}",
            "PUT /v2/user/{id}");

    /** Where an editor does not do. */
    private static final Set<String> ADMINS = Set.of(
            "GET /api/tokens",
            "GET /api/tokens/{id}/apps",
            "PUT /api/tokens/{id}/apps",
            "GET /api/audit",
            "DELETE /v2/tag/{*id}",
            "GET /api/config-files",
            "POST /api/config-files/check",
            "GET /api/cron",
            "POST /api/invitations",
            "POST /api/password-resets",
            "POST /api/certificates/revoke",
            "GET /api/accounts",
            "POST /api/accounts",
            "GET /api/accounts/{id}/limits",
            "PUT /api/accounts/{id}/limits",
            "GET /api/config-announcements",
            "POST /api/config-announcements",
            "GET /api/config-announcements/readers",
            "POST /api/users/{id}/password-reset",
            "POST /api/enrolment-codes",
            "PUT /v2/account/current",
            "PUT /v2/account/{id}",
            "POST /v2/contact_group",
            "PUT /v2/contact_group/{id}",
            "DELETE /v2/contact_group/{id}");

    /** What is told of the suite's own machines: an admin of another account than the first does not do. */
    private static final Set<String> SUITES = Set.of(
            "GET /api/config-files",
            "POST /api/config-files/check",
            "GET /api/cron",
            "GET /api/accounts",
            "POST /api/accounts",
            "GET /api/config-announcements",
            "POST /api/config-announcements",
            "GET /api/config-announcements/readers",
            "POST /api/certificates/revoke",
            "POST /api/password-resets");

    /** What a door wants to know before it looks. */
    private static final Map<String, String> QUERIES = Map.of("GET /api/versions/{kind}/{id}/diff", "?from=1&to=1");

    private static final Map<String, String> DOCUMENTS = Map.of(
            "annotation", "{\"title\": \"MARK\"}",
            "graph", "{\"title\": \"MARK\"}",
            "dashboard", "{\"title\": \"MARK\"}",
            "worksheet", "{\"title\": \"MARK\"}",
            "maintenance",
                    "{\"type\": \"account\", \"item\": \"MARK\", \"severities\": [1], \"start\": 1, \"stop\": 2}",
            "rule_set_group", "{\"name\": \"MARK\", \"rule_set_conditions\": [], \"formulas\": []}",
            "check_move", "{\"check_id\": 1, \"new_broker\": \"/broker/1\", \"_status\": \"MARK\"}");
    private static final String MARK = "marked as theirs";

    private final Running running = Running.shared();
    private final Person ours = running.newAccount(Role.ADMIN);
    private final Person theirs = running.newAccount(Role.ADMIN);

    /** A door: how it is written in the mapping, and how it is asked for with what is theirs. */
    private record Door(String method, String pattern) {
        String name() {
            return method + " " + pattern;
        }

        boolean changes() {
            return !method.equals("GET");
        }

        String kind() {
            return pattern.split("/", -1)[2];
        }

        String path(Map<String, String> theirs) {
            return pattern.replace("{kind}", "check_bundle")
                            .replace("{*id}", "{id}")
                            .replace("{id}", theirs.getOrDefault(kind(), "0"))
                    + QUERIES.getOrDefault(name(), "");
        }
    }

    @TestFactory
    Stream<DynamicTest> withoutATokenEveryDoorIsShut() {
        return doors().stream()
                .filter(door -> !OPEN.contains(door.name()))
                .map(door -> DynamicTest.dynamicTest(door.name(), () -> {
                    assertThat(status(door, Map.of(), null)).isEqualTo(401);
                    assertThat(status(door, Map.of(), "nonsense")).isEqualTo(401);
                }));
    }

    @TestFactory
    Stream<DynamicTest> aRoleTooLowIsRefused() {
        Map<String, String> ownToThem = theirResources();
        Person viewer = running.newUser(theirs.account(), Role.VIEWER);
        Person editor = running.newUser(theirs.account(), Role.EDITOR);
        return doors().stream()
                .filter(door -> !OPEN.contains(door.name()) && !ONES_OWN.contains(door.name()))
                .filter(door -> door.changes() || ADMINS.contains(door.name()))
                .map(door -> DynamicTest.dynamicTest(door.name(), () -> {
                    assertThat(status(door, ownToThem, viewer.token())).isEqualTo(403);
                    if (ADMINS.contains(door.name())) {
                        assertThat(status(door, ownToThem, editor.token())).isEqualTo(403);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsTheSuitesIsToldToWhoRunsIt() {
        return doors().stream()
                .filter(door -> SUITES.contains(door.name()))
                .map(door -> DynamicTest.dynamicTest(
                        door.name(),
                        () -> assertThat(status(door, Map.of(), ours.token())).isEqualTo(403)));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnothersIsNotThere() {
        Map<String, String> resources = theirResources();
        return doors().stream()
                .filter(door -> door.pattern().contains("{"))
                .map(door -> DynamicTest.dynamicTest(door.name(), () -> {
                    assertThat(resources)
                            .as("a resource to try %s with", door.name())
                            .containsKey(door.kind());
                    assertThat(door.path(resources)).doesNotContain("{");
                    assertThat(status(door, resources, ours.token())).isEqualTo(404);
                    if (door.pattern().matches("/v2/[a-z_]+/\\{id}")) {
                        assertThat(running.get(door.path(resources), theirs.token())
                                        .status())
                                .as("it is there for them, still")
                                .isEqualTo(200);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> noListNamesWhatIsAnothers() {
        Map<String, String> resources = theirResources();
        assertThat(running.get("/v2/check_bundle?size=1000", theirs.token()).body())
                .contains(MARK);
        return doors().stream()
                .filter(door -> !door.changes() && !door.pattern().contains("{"))
                .map(door -> DynamicTest.dynamicTest(door.name(), () -> {
                    Running.Answer answer = running.get(door.pattern() + "?size=1000", ours.token());
                    assertThat(answer.status()).isLessThan(500);
                    assertThat(answer.body()).doesNotContain(MARK);
                    resources.forEach(
                            (kind, id) -> assertThat(answer.body()).doesNotContain("\"/" + kind + "/" + id + "\""));
                }));
    }

    @Test
    void theTablesNameNoDoorThatIsNotThere() {
        List<String> names = doors().stream().map(Door::name).toList();
        assertThat(names)
                .hasSizeGreaterThan(30)
                .containsAll(OPEN)
                .containsAll(ONES_OWN)
                .containsAll(ADMINS)
                .containsAll(SUITES);
    }

    private int status(Door door, Map<String, String> resources, @org.jspecify.annotations.Nullable String token) {
        String body = door.changes() && !door.method().equals("DELETE") ? "{}" : null;
        return running.send(door.method(), door.path(resources), token, body).status();
    }

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        Map<RequestMappingInfo, HandlerMethod> mapped = running.bean(
                        "requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
        mapped.forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("io.vedette.")) {
                info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> info.getPatternValues()
                                .forEach(pattern -> doors.add(new Door(method.name(), pattern))));
            }
        });
        return doors;
    }

    /** One of each kind, by the word in its path; each carries the mark where it has a name. */
    private Map<String, String> theirResources() {
        Map<String, String> resources = new LinkedHashMap<>();
        resources.put("account", Long.toString(theirs.account()));
        resources.put("accounts", Long.toString(theirs.account()));
        resources.put("user", Long.toString(theirs.user()));
        resources.put("users", Long.toString(theirs.user()));
        resources.put(
                "tokens",
                running.psql()
                        .sql("select jti::text from api_token where account_id = ? limit 1")
                        .param(theirs.account())
                        .query(String.class)
                        .single());
        resources.put(
                "broker", Long.toString(inserted("broker (account_id, name, host, port)", "'" + MARK + "', 'h', 1")));
        JsonNode bundle = made("check_bundle", """
            {"type": "host", "target": "h", "display_name": "%s", "tags": ["theirs:tag"], "brokers": ["/broker/%s"]}\
            """.formatted(MARK, resources.get("broker")));
        resources.put("check_bundle", id(bundle));
        resources.put("check", number(bundle.path("_checks").get(0).asString()));
        resources.put("rule_set", id(made("rule_set", """
            {"check": "/check/%s", "name": "%s", "metric_name": "m", "metric_type": "numeric", "rules": []}\
            """.formatted(resources.get("check"), MARK))));
        resources.put("contact_group", id(made("contact_group", "{\"name\": \"" + MARK + "\"}")));
        resources.put("versions", id(bundle));
        resources.put("check_bundle_metrics", id(bundle));
        resources.put("tag", "theirs:tag");
        DOCUMENTS.forEach((kind, body) -> resources.put(kind, document(kind, body.replace("MARK", MARK))));
        resources.put(
                "change-sets",
                running.psql()
                        .sql("select max(change_set)::text from audit where account_id = ?")
                        .param(theirs.account())
                        .query(String.class)
                        .single());
        return resources;
    }

    /** By the word it has in paths. */
    private String document(String kind, String body) {
        return running.psql()
                .sql("insert into " + kind + " (account_id, body) values (?, ?::jsonb) returning "
                        + (Set.of("graph", "worksheet").contains(kind) ? "uuid" : "id") + "::text")
                .params(theirs.account(), body)
                .query(String.class)
                .single();
    }

    private long inserted(String columns, String values) {
        return running.psql()
                .sql("insert into " + columns + " values (" + theirs.account() + ", " + values + ") returning id")
                .query(Long.class)
                .single();
    }

    private JsonNode made(String kind, String body) {
        return running.ok("POST", "/v2/" + kind, theirs.token(), body);
    }

    private static String id(JsonNode made) {
        return number(made.path("_cid").asString());
    }

    private static String number(String cid) {
        return cid.substring(cid.lastIndexOf('/') + 1);
    }
}
