package io.vedette.configmonitor.ruleset;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows which rule set groups judge a rule set. */
@Component
public class Memberships {
    private final JdbcClient db;

    Memberships(JdbcClient db) {
        this.db = db;
    }

    /** Numbers of the groups of the account that judge any of these. */
    List<Long> of(long account, Collection<Long> ruleSets) {
        return db.sql("""
                        select distinct g.id from rule_set_group g, jsonb_array_elements(g.body -> 'rule_set_conditions') c
                        where g.account_id = :account and c ->> 'rule_set' in (:cids) order by g.id""")
                .param("account", account)
                .param("cids", ruleSets.stream().map(id -> "/rule_set/" + id).toList())
                .query(Long.class)
                .list();
    }

    /** Numbers of the groups that judge rule sets of these checks. */
    public List<Long> ofChecks(long account, Collection<Long> checks) {
        return checks.isEmpty()
                ? List.of()
                : db.sql("""
                        select distinct g.id from rule_set_group g, jsonb_array_elements(g.body -> 'rule_set_conditions') c, rule_set r
                        where g.account_id = :account and r.account_id = :account and r.check_id in (:checks)
                        and c ->> 'rule_set' = '/rule_set/' || r.id order by g.id""")
                        .param("account", account)
                        .param("checks", checks)
                        .query(Long.class)
                        .list();
    }

    /** Numbers of the groups that reach a contact group. */
    public List<Long> reaching(long account, long contactGroup) {
        return db.sql("""
                        select g.id from rule_set_group g where g.account_id = :account
                        and jsonb_path_exists(g.body -> 'contact_groups', '$.*[*] ? (@ == $cid)', jsonb_build_object('cid', cast(:cid as text)))
                        order by g.id""")
                .param("account", account)
                .param("cid", "/contact_group/" + contactGroup)
                .query(Long.class)
                .list();
    }
}
