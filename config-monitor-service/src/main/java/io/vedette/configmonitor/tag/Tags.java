package io.vedette.configmonitor.tag;

import io.vedette.configmonitor.apiv2.Page;
import io.vedette.configmonitor.apiv2.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tags where they stand: on the resources. */
@Component
class Tags {
    /** Tables, and what in a row is the JSON array of its tags. */
    private static final Map<String, String> PLACES = Map.of(
            "check_bundle", "tags",
            "contact_group", "tags",
            "broker", "tags",
            "graph", "body -> 'tags'",
            "worksheet", "body -> 'tags'",
            "maintenance", "body -> 'tags'",
            "rule_set_group", "body -> 'tags'");

    private static final String ALL = PLACES.entrySet().stream()
            .map(place -> "select jsonb_array_elements_text(" + place.getValue() + ") as tag from " + place.getKey()
                    + " where account_id = :account and jsonb_typeof(" + place.getValue() + ") = 'array'")
            .collect(Collectors.joining(" union "));

    private static final Map<String, String> FIELDS = Map.of("_cid", "'/tag/' || tag");

    private final JdbcClient db;

    Tags(JdbcClient db) {
        this.db = db;
    }

    List<String> of(long account, Page page) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("account", account);
        StringBuilder where = new StringBuilder("true");
        for (Term term : page.terms()) {
            String place = "term" + parameters.size();
            String text = term.field().isEmpty() ? "tag" : Term.named(FIELDS, term.parameter(), term.field());
            where.append(" and lower(").append(text).append(") like :").append(place);
            parameters.put(place, term.like());
        }
        if (page.order() != null) {
            Term.named(FIELDS, "order", page.order());
        }
        return db.sql("select tag from (" + ALL + ") as tags where " + where + " order by tag"
                        + (page.descending() ? " desc" : "") + " limit " + page.size() + " offset " + page.from())
                .params(parameters)
                .query(String.class)
                .list();
    }

    /** Takes a tag off all resources of the account; answers how many carried it. */
    int remove(long account, String tag) {
        int changed = 0;
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            boolean own = place.getValue().equals("tags");
            String without = "(" + place.getValue() + ") - cast(:tag as text)";
            changed += db.sql("update " + place.getKey() + " set "
                            + (own ? "tags = " + without : "body = jsonb_set(body, '{tags}', " + without + ")")
                            + " where account_id = :account and jsonb_exists(" + place.getValue() + ", :tag)")
                    .param("account", account)
                    .param("tag", tag)
                    .update();
        }
        return changed;
    }
}
