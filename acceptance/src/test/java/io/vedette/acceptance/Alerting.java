package io.vedette.acceptance;

import tools.jackson.databind.JsonNode;

/** Rule sets and contact groups for one scenario. */
final class Alerting {
    private Alerting() {}

    /** A contact group that tells a webhook; {@code /contact_group/…}. */
    static String webhookGroup(Suite suite, String url) {
        return suite.door()
                .post("/v2/contact_group", """
                        {"name":"sink %s","group_type":"normal","aggregation_window":0,"contacts":{"users":[],"external":[
                          {"contact_info":"{\\"url\\":\\"%s\\",\\"format\\":\\"json\\",\\"method\\":\\"POST\\"}","method":"http"}]}}""".formatted(url, url))
                .json(200)
                .get("_cid")
                .asString();
    }

    /** One rule on one metric, told to one group; {@code /rule_set/…}. */
    static String ruleSet(Suite suite, String check, String metric, String criteria, String value, String group) {
        return suite.door()
                .post("/v2/rule_set", """
                        {"check":"%s","metric_name":"%s","metric_type":"numeric","name":"%s %s",
                         "rules":[{"criteria":"%s","value":"%s","severity":1,"wait":0}],
                         "contact_groups":{"1":["%s"],"2":[],"3":[],"4":[],"5":[]}}""".formatted(check, metric, metric, criteria, criteria, value, group))
                .json(200)
                .get("_cid")
                .asString();
    }

    /** Active alerts of a rule set. */
    static long active(Suite suite, String ruleSet) {
        long count = 0;
        for (JsonNode alert :
                suite.door().get("/v2/alert?search=(active:1)&size=1000").json(200)) {
            if (alert.get("_rule_set").asString().equals(ruleSet)) {
                count++;
            }
        }
        return count;
    }
}
