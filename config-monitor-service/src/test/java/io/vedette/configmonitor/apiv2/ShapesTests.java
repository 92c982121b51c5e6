package io.vedette.configmonitor.apiv2;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every resource of API v2 in the shapes recorded of it: created, read, updated, listed, searched, deleted, and refused. */
class ShapesTests {
    private static final Shapes SHAPES = new Shapes();

    /** Fields whose inside is the owner's affair. */
    private static final Set<String> FREE = Set.of("user_json", "overlay_sets");

    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);
    private final Map<String, String> existing = new HashMap<>();
    private final Bodies bodies = new Bodies(SHAPES, existing());

    /**
     * One resource.
     *
     * @param key what its path calls it
     * @param searched a field that finds it
     * @param fixed fields whose value the shapes cannot tell
     */
    private record Resource(String word, String key, String searched, String fixed) {
        String path() {
            return "/" + word + "/{" + key + "}";
        }

        JsonNode schema() {
            return SHAPES.of(path());
        }
    }

    private List<Resource> resources() {
        return List.of(
                new Resource(
                        "account",
                        "id",
                        "",
                        "{\"users\": [{\"user\": \"/user/1\", \"role\": \"Admin\"}], \"invites\": []}"),
                new Resource("user", "id", "email", "{\"email\": \"shapes%d@example.com\"}".formatted(admin.user())),
                new Resource("broker", "id", "_name", "{}"),
                new Resource("check", "id", "_check_uuid", "{}"),
                new Resource(
                        "check_bundle",
                        "id",
                        "display_name",
                        "{\"brokers\": [\"/broker/1\"], \"config\": {\"url\": \"http://example.com/\"}, \"metric_filters\": [[\"allow\", \".*\", \"why\"]]}"),
                new Resource("contact_group", "id", "name", """
                        {"escalations": [{"after": 900, "contact_group": "/contact_group/1"}, {"after": 300, "contact_group": "/contact_group/1"},
                          {"after": 301, "contact_group": "/contact_group/1"}, {"after": 302, "contact_group": "/contact_group/1"},
                          {"after": 303, "contact_group": "/contact_group/1"}], "reminders": [5, 0, 0, 0, 10],
                         "contacts": {"users": [{"method": "email", "user": "/user/1"}], "external": [{"contact_info": "x@example.com", "method": "email"}]}}"""),
                new Resource("check_bundle_metrics", "id", "", "{}"),
                new Resource(
                        "check_move",
                        "id",
                        "new_broker",
                        "{\"check_id\": %s, \"new_broker\": \"%s\"}"
                                .formatted(
                                        requireNonNull(existing().get("check")).substring("/check/".length()),
                                        existing().get("other broker"))),
                new Resource(
                        "rule_set",
                        "id",
                        "name",
                        "{\"rules\": [{\"criteria\": \"min value\", \"value\": 5, \"severity\": 1, \"wait\": 1, \"windowing_function\": \"average\", \"windowing_duration\": 300, \"windowing_min_duration\": 60}]}"),
                new Resource("annotation", "id", "title", "{}"),
                new Resource("graph", "uuid", "title", "{\"guides\": []}"),
                new Resource("dashboard", "id", "title", "{}"),
                new Resource("worksheet", "id", "title", "{}"),
                new Resource("maintenance", "id", "item", "{\"severities\": [1, 3]}"),
                new Resource(
                        "rule_set_group",
                        "id",
                        "name",
                        "{\"rule_set_conditions\": [{\"rule_set\": \"/rule_set/1\", \"matching_severities\": [1, 2]}], \"formulas\": [{\"expression\": \"not A\", \"raise_severity\": 2, \"wait\": 1}]}"));
    }

    @TestFactory
    Stream<DynamicContainer> keepsToItsShape() {
        return resources().stream()
                .map(resource -> DynamicContainer.dynamicContainer(resource.word(), steps(resource)));
    }

    private List<DynamicTest> steps(Resource resource) {
        Course course = new Course(resource);
        List<DynamicTest> steps = new ArrayList<>();
        step(steps, "create", course::create);
        step(steps, "read", course::read);
        step(steps, "list", course::list);
        step(steps, "search", course::search);
        step(steps, "missing", course::missing);
        if (SHAPES.offers("put", resource.path())) {
            step(steps, "update", course::update);
            step(steps, "wrong shapes", course::wrong);
            step(steps, "lost update", course::lostUpdate);
        }
        step(steps, "others", course::others);
        if (SHAPES.offers("delete", resource.path())) {
            step(steps, "delete", course::delete);
        }
        return steps;
    }

    private static void step(List<DynamicTest> steps, String name, Executable executable) {
        steps.add(DynamicTest.dynamicTest(name, executable));
    }

    /** What happens to one resource, step by step. */
    private final class Course {
        private final Resource resource;
        private final JsonNode schema;
        private final ObjectNode body;
        private String cid = "";

        Course(Resource resource) {
            this.resource = resource;
            this.schema = resource.schema();
            this.body = bodies.of(schema, JsonMapper.shared().readTree(resource.fixed()));
        }

        void create() {
            if (!SHAPES.offers("post", "/" + resource.word())) {
                cid = requireNonNull(existing().get(resource.word()));
                return;
            }
            JsonNode made = running.ok("POST", "/v2/" + resource.word(), admin.token(), body.toString());
            cid = made.path("_cid").asString();
            fits(made);
            shows(made);
        }

        void read() {
            JsonNode got = running.ok("GET", "/v2" + cid, admin.token(), null);
            fits(got);
            assertThat(got.path("_cid").asString()).isEqualTo(cid);
        }

        void list() {
            if (!SHAPES.offers("get", "/" + resource.word())) {
                return;
            }
            JsonNode listed =
                    running.ok("GET", "/v2/" + resource.word() + "?size=1000&order=_cid&dir=desc", admin.token(), null);
            listed.forEach(this::fits);
            assertThat(cids(listed)).contains(cid).doesNotHaveDuplicates();
            JsonNode page = running.ok(
                    "GET",
                    "/v2/" + resource.word() + "?size=1&from=" + (listed.size() - 1) + "&order=_cid&dir=desc",
                    admin.token(),
                    null);
            assertThat(cids(page)).containsExactly(cids(listed).getLast());
            refused("GET", "/v2/" + resource.word() + "?size=1001&from=-1&dir=up", null, "size", "from", "dir");
            refused("GET", "/v2/" + resource.word() + "?order=colour", null, "order");
            refused("GET", "/v2/" + resource.word() + "?search=(colour:red)", null, "search");
        }

        void search() {
            if (resource.searched().isEmpty()) {
                return;
            }
            String value = running.ok("GET", "/v2" + cid, admin.token(), null)
                    .path(resource.searched())
                    .asString();
            for (String query : List.of(
                    "search=(%s:%s)".formatted(resource.searched(), value),
                    "search=(%s:\"%s*\")".formatted(resource.searched(), value.substring(0, 3)),
                    "search=(_cid:%s)".formatted(cid),
                    "f_%s=%s".formatted(resource.searched().replaceFirst("^_", ""), value))) {
                assertThat(found(query)).as(query).contains(cid);
            }
            assertThat(found("search=(%s:nothing is called so)".formatted(resource.searched())))
                    .isEmpty();
        }

        private List<String> found(String query) {
            String encoded = query.replace(" ", "%20").replace("\"", "%22");
            JsonNode found = running.ok("GET", "/v2/" + resource.word() + "?size=1000&" + encoded, admin.token(), null);
            found.forEach(this::fits);
            return cids(found);
        }

        void update() {
            JsonNode got = running.ok("GET", "/v2" + cid, admin.token(), null);
            assertThat(unstamped(running.ok("PUT", "/v2" + cid, admin.token(), got.toString())))
                    .isEqualTo(unstamped(got));
            JsonNode changed = running.ok("PUT", "/v2" + cid, admin.token(), body.toString());
            fits(changed);
            shows(changed);
            assertThat(running.ok("GET", "/v2" + cid, admin.token(), null)).isEqualTo(changed);
        }

        /** What the shapes require; lists may be left out all the same, as clients do. */
        void missing() {
            schema.path("required").forEach(name -> {
                String field = name.asString();
                boolean isList = SHAPES.resolved(schema.path("properties").path(field))
                        .path("type")
                        .asString("")
                        .equals("array");
                boolean optional = (isList && resource.word().equals("graph")) || field.equals("metric_name");
                if (!optional && SHAPES.offers("post", "/" + resource.word())) {
                    ObjectNode without = body.deepCopy();
                    without.remove(field);
                    refused("POST", "/v2/" + resource.word(), without.toString(), field);
                }
            });
        }

        /** Another account's admin sees nothing, a viewer of this one changes nothing. */
        void others() {
            String stranger = running.newAccount(Role.ADMIN).token();
            String viewer = running.newUser(admin.account(), Role.VIEWER).token();
            if (SHAPES.offers("get", "/" + resource.word()) && !resource.word().equals("broker")) {
                assertThat(cids(running.ok("GET", "/v2/" + resource.word() + "?size=1000", stranger, null)))
                        .doesNotContain(cid);
            }
            for (String method : List.of("GET", "PUT", "DELETE")) {
                if (SHAPES.offers(method, resource.path()) && !resource.word().equals("broker")) {
                    String sent = method.equals("PUT") ? body.toString() : null;
                    assertThat(running.send(method, "/v2" + cid, stranger, sent).status())
                            .as(method)
                            .isEqualTo(404);
                    assertThat(running.send(method, "/v2" + cid, viewer, sent).status())
                            .as(method)
                            .isEqualTo(method.equals("GET") ? 200 : 403);
                }
            }
            if (SHAPES.offers("post", "/" + resource.word())) {
                assertThat(running.send("POST", "/v2/" + resource.word(), viewer, body.toString())
                                .status())
                        .isEqualTo(403);
            }
        }

        /** Each field alone, and all of them at once. */
        void wrong() {
            ObjectNode all = JsonMapper.shared().createObjectNode();
            schema.path("properties").properties().forEach(property -> {
                if (Bodies.isWritable(property.getKey(), property.getValue())) {
                    all.set(property.getKey(), Bodies.wrong(SHAPES, property.getValue()));
                    ObjectNode one = body.deepCopy();
                    one.set(property.getKey(), Bodies.wrong(SHAPES, property.getValue()));
                    refused("PUT", "/v2" + cid, one.toString(), property.getKey());
                }
            });
            refused("PUT", "/v2" + cid, all.toString(), all.propertyNames().toArray(String[]::new));
            refused("PUT", "/v2" + cid, "[]", "body");
            body.properties().forEach(field -> {
                if (!FREE.contains(field.getKey())) {
                    Bodies.wrongInside(field.getValue()).forEach(value -> {
                        ObjectNode one = body.deepCopy();
                        one.set(field.getKey(), value);
                        refused("PUT", "/v2" + cid, one.toString(), field.getKey());
                    });
                }
            });
            if (SHAPES.offers("post", "/" + resource.word())) {
                refused(
                        "POST",
                        "/v2/" + resource.word(),
                        all.toString(),
                        all.propertyNames().toArray(String[]::new));
            }
        }

        void lostUpdate() {
            Answer seen = running.send("GET", "/v2" + cid, admin.token(), null);
            String tag = seen.header("ETag");
            assertThat(tag).matches("\"[0-9]+\"");
            ObjectNode other = body.deepCopy();
            if (other.has("metrics")) {
                other.putArray("metrics");
            }
            Stream.of("notes", "firstname", "description", "name", "title")
                    .filter(other::has)
                    .findFirst()
                    .ifPresent(field -> other.put(field, "changed"));
            Answer first = running.send("PUT", "/v2" + cid, admin.token(), other.toString(), "If-Match", tag);
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("ETag")).isNotEqualTo(tag);
            Answer second = running.send("PUT", "/v2" + cid, admin.token(), body.toString(), "If-Match", tag);
            assertThat(second.status()).isEqualTo(412);
            assertThat(SHAPES.violations(SHAPES.schema("Error"), second.json())).isEmpty();
            if (SHAPES.offers("delete", resource.path())) {
                assertThat(running.send("DELETE", "/v2" + cid, admin.token(), null, "If-Match", tag)
                                .status())
                        .isEqualTo(412);
            }
        }

        void delete() {
            running.ok("DELETE", "/v2" + cid, admin.token(), null);
            for (String method : List.of("GET", "PUT", "DELETE")) {
                Answer gone = running.send(method, "/v2" + cid, admin.token(), method.equals("PUT") ? "{}" : null);
                assertThat(gone.status()).as(method).isEqualTo(404);
                assertThat(SHAPES.violations(SHAPES.schema("Error"), gone.json()))
                        .isEmpty();
            }
        }

        private void refused(String method, String path, @Nullable String sent, String... fields) {
            Answer answer = running.send(method, path, admin.token(), sent);
            assertThat(answer.status()).as(method + " " + path + " " + sent).isEqualTo(400);
            assertThat(SHAPES.violations(SHAPES.schema("Error"), answer.json())).isEmpty();
            assertThat(answer.json().path("code").asString()).isEqualTo("InvalidValue");
            List<String> named = Stream.of(
                            answer.json().path("message").asString().split("; ", -1))
                    .map(each -> each.split("[.:\\[]", 2)[0])
                    .toList();
            assertThat(named).as(answer.body()).contains(fields);
        }

        private void fits(JsonNode answer) {
            assertThat(SHAPES.violations(schema, answer)).as(answer.toString()).isEmpty();
        }

        private void shows(JsonNode answer) {
            body.properties()
                    .forEach(sent -> assertThat(Bodies.covers(sent.getValue(), answer.path(sent.getKey())))
                            .as(sent.getKey() + ": sent " + sent.getValue() + ", got " + answer.path(sent.getKey()))
                            .isTrue());
        }
    }

    private static JsonNode unstamped(JsonNode resource) {
        ObjectNode unstamped = ((ObjectNode) resource).deepCopy();
        unstamped.remove("_last_modified");
        return unstamped;
    }

    private static List<String> cids(JsonNode listed) {
        List<String> cids = new ArrayList<>();
        listed.forEach(each -> cids.add(each.path("_cid").asString()));
        return cids;
    }

    private Map<String, String> existing() {
        if (existing.isEmpty()) {
            String broker = "/broker/" + running.newBroker();
            JsonNode bundle = made(
                    "check_bundle",
                    "{\"type\": \"tcp\", \"target\": \"h\", \"config\": {\"port\": \"1\"}, \"brokers\": [\"%s\"]}"
                            .formatted(broker));
            String check = bundle.path("_checks").get(0).asString();
            existing.putAll(Map.of(
                    "account",
                    "/account/" + admin.account(),
                    "user",
                    "/user/" + admin.user(),
                    "broker",
                    broker,
                    "other broker",
                    "/broker/" + running.newBroker(),
                    "check_bundle_metrics",
                    bundle.path("_cid").asString().replace("/check_bundle/", "/check_bundle_metrics/"),
                    "check_bundle",
                    bundle.path("_cid").asString(),
                    "check",
                    check,
                    "contact_group",
                    made("contact_group", "{\"name\": \"g\"}").path("_cid").asString(),
                    "rule_set",
                    made(
                                    "rule_set",
                                    "{\"check\": \"%s\", \"metric_name\": \"m\", \"metric_type\": \"numeric\", \"rules\": [{\"criteria\": \"max value\", \"value\": 1, \"severity\": 1}]}"
                                            .formatted(check))
                            .path("_cid")
                            .asString()));
        }
        return existing;
    }

    private JsonNode made(String kind, String sent) {
        return running.ok("POST", "/v2/" + kind, admin.token(), sent);
    }
}
