package io.vedette.configmonitor.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.configmonitor.Running.Person;
import io.vedette.service.identity.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /v2/rule_set}, and the contact groups it reaches. */
class RuleSetTests {
    private final Running running = Running.shared();
    private final Person admin = running.newAccount(Role.ADMIN);
    private String check = "";
    private String bundle = "";
    private String group = "";

    @BeforeEach
    void makeWhatRuleSetsNeed() {
        JsonNode made = running.ok(
                "POST",
                "/v2/check_bundle",
                admin.token(),
                "{\"type\": \"host\", \"target\": \"machine\", \"brokers\": [\"/broker/%d\"]}"
                        .formatted(running.newBroker()));
        bundle = made.path("_cid").asString();
        check = made.path("_checks").get(0).asString();
        group = running.ok("POST", "/v2/contact_group", admin.token(), "{\"name\": \"people\"}")
                .path("_cid")
                .asString();
    }

    @Test
    void isKeptAsItWasGiven() {
        JsonNode made = post("""
                {"check": "%s", "metric_name": "disk`used_percent", "metric_type": "numeric", "name": "full", "link": "http://wiki/",
                 "rules": [{"criteria": "max value", "value": 90.5, "severity": 2, "wait": 5},
                           {"criteria": "on absence", "value": "300", "severity": 1}],
                 "contact_groups": {"1": ["%s"], "2": []}, "user_json": {"a": 1}, "parent": null, "derive": null}""".formatted(check, group));
        JsonNode got = running.ok("GET", "/v2" + cid(made), admin.token(), null);
        assertThat(got).isEqualTo(made);
        assertThat(got.path("_host").asString()).isEqualTo("machine");
        assertThat(got.path("rules").get(0).path("value").asDouble()).isEqualTo(90.5);
        assertThat(got.path("rules").get(0).path("wait").toString()).isEqualTo("5");
        assertThat(got.path("rules").get(1).path("value").asString()).isEqualTo("300");
        assertThat(got.path("contact_groups").path("1").get(0).asString()).isEqualTo(group);
        assertThat(got.path("contact_groups").path("5")).isEmpty();
        assertThat(got.path("user_json").path("a").asInt()).isEqualTo(1);

        JsonNode again = running.ok("PUT", "/v2" + cid(made), admin.token(), got.toString());
        assertThat(again).isEqualTo(got);
        assertThat(running.ok("GET", "/v2/rule_set?search=(name:full)", admin.token(), null)
                        .get(0))
                .isEqualTo(got);
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        Answer answer = running.send("POST", "/v2/rule_set", admin.token(), """
                {"check": "/check/0", "metric_type": "colour", "metric_pattern": "(", "parent": "/rule_set/0", "derive": "colour",
                 "rules": [{"criteria": "above", "value": "high", "severity": 6, "wait": -1}, {"criteria": "on absence"}, 3,
                           {"criteria": "max value", "value": 1, "windowing_function": "colour"}],
                 "contact_groups": {"1": ["/contact_group/0"], "7": []}}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asString())
                .contains("filter: is missing", "metric_name: is missing", "metric_type: must be one of numeric, text")
                .contains(
                        "metric_pattern: must be a regular expression",
                        "parent: no other rule set",
                        "derive: must be one of",
                        "rules[0].criteria: ",
                        "rules[0].value: must be a number")
                .contains(
                        "rules[0].severity: must be 0 to 5",
                        "rules[0].wait: ",
                        "rules[1].value: is missing",
                        "rules[2]: ")
                .contains(
                        "rules[3].windowing_function: ", "contact_groups.1[0]: no contact group", "contact_groups.7: ");
    }

    @Test
    void whatIsNotJudgedYetIsKeptAndNamed() {
        String parent = cid(post("""
                {"check": "%s", "metric_name": "m", "metric_type": "numeric", "rules": [{"criteria": "max value", "value": 1, "severity": 1}]}""".formatted(check)));
        Answer answer = running.send("POST", "/v2/rule_set", admin.token(), """
                {"check": "/check/0", "metric_pattern": "^disk", "filter": "and(env:dev)", "metric_type": "text", "parent": "%s", "metric_tags": ["a:b"],
                 "derive": "mixed", "rules": [{"criteria": "on change", "severity": 1}, {"criteria": "contains", "value": "x", "severity": 2,
                 "windowing_function": "average", "windowing_duration": 300}]}""".formatted(parent));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("X-Vedette-Not-Judged"))
                .isEqualTo(
                        "check, metric_pattern, filter, parent, rules[0].criteria, rules[1].criteria, rules[1].windowing_function");
        JsonNode made = answer.json();
        assertThat(made.path("check").asString()).isEqualTo("/check/0");
        assertThat(made.path("parent").asString()).isEqualTo(parent);
        assertThat(running.ok("PUT", "/v2" + cid(made), admin.token(), made.toString()))
                .isEqualTo(made);
        assertThat(running.send("GET", "/v2" + parent, admin.token(), null).header("X-Vedette-Not-Judged"))
                .isEmpty();

        running.ok("DELETE", "/v2" + parent, admin.token(), null);
        assertThat(running.ok("GET", "/v2" + cid(made), admin.token(), null).has("parent"))
                .isFalse();
    }

    @Test
    void aRuleSetThatAGroupJudgesIsNotDeletedAndOneThatGoesWithItsCheckNamesTheGroup() {
        String ruleSet = cid(post(body()));
        String judging = running.ok("POST", "/v2/rule_set_group", admin.token(), """
                {"name": "g", "contact_groups": {"1": ["%s"]}, "rule_set_conditions": [{"rule_set": "%s", "matching_severities": "12"}],
                 "formulas": [{"expression": "A and not (A or A)", "raise_severity": 1}]}""".formatted(group, ruleSet))
                .path("_cid")
                .asString();
        assertThat(running.send("DELETE", "/v2" + ruleSet, admin.token(), null)
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("still judged by " + judging);
        assertThat(running.send("DELETE", "/v2" + group, admin.token(), null)
                        .json()
                        .path("message")
                        .asString())
                .isEqualTo("still reached by " + ruleSet + ", " + judging);
        Answer gone = running.send("DELETE", "/v2" + bundle, admin.token(), null);
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.header("X-Circonus-RuleSetGroupsModified")).isEqualTo(judging);
        assertThat(running.get("/v2" + judging, admin.token()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "A and B|there is no condition B",
                "A and|ends too early",
                "(A|lacks a closing parenthesis",
                "A A|'A' comes too early",
                "A xor A|cannot be read from 'xor A' on",
                "2|must be 1 to 1, the number of conditions"
            })
    void aFormulaThatCannotBeReadIsRefused(String expression, String reason) {
        Answer answer =
                running.send("POST", "/v2/rule_set_group", admin.token(), """
                {"name": "g", "rule_set_conditions": [{"rule_set": "%s", "matching_severities": [1]}],
                 "formulas": [{"expression": "%s", "raise_severity": 1}]}""".formatted(cid(post(body())), expression));
        assertThat(answer.json().path("message").asString()).isEqualTo("formulas[0].expression: " + reason);
    }

    @Test
    void goesWithItsCheck() {
        JsonNode made = post(body());
        running.ok("DELETE", "/v2" + bundle, admin.token(), null);
        assertThat(running.get("/v2" + cid(made), admin.token()).status()).isEqualTo(404);
    }

    @Test
    void aContactGroupInUseIsNotDeleted() {
        JsonNode made = post(body());
        Answer refused = running.send("DELETE", "/v2" + group, admin.token(), null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("message").asString()).isEqualTo("still reached by " + cid(made));

        running.ok("PUT", "/v2" + cid(made), admin.token(), "{\"contact_groups\": {}}");
        running.ok("DELETE", "/v2" + group, admin.token(), null);
        assertThat(running.get("/v2" + group, admin.token()).status()).isEqualTo(404);
    }

    private String body() {
        return """
                {"check": "%s", "metric_name": "m", "metric_type": "numeric", "contact_groups": {"3": ["%s"]},
                 "rules": [{"criteria": "min value", "value": 1, "severity": 3}]}""".formatted(check, group);
    }

    private JsonNode post(String body) {
        return running.ok("POST", "/v2/rule_set", admin.token(), body);
    }

    private static String cid(JsonNode resource) {
        return resource.path("_cid").asString();
    }
}
