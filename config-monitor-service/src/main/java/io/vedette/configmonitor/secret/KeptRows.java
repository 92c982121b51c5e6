package io.vedette.configmonitor.secret;

import io.vedette.webdb.check.CheckBundles;
import io.vedette.webdb.secret.SecretBox;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rows that hold secrets. */
@Component
@Transactional
class KeptRows {
    /** All kept texts of check bundles and of the suite's own keys. */
    private static final String KEYS = """
            select distinct substr(value, 8, 8) from (
                select s.value from check_bundle, jsonb_each_text(config) s
                union all select jwk from signing_key
                union all select private_key from certificate_authority) t (value)
            where value like 'kept:1:%'""";

    private final JdbcClient db;
    private final CheckBundles bundles;

    KeptRows(JdbcClient db, CheckBundles bundles) {
        this.db = db;
        this.bundles = bundles;
    }

    /** Ids of the keys something is kept under. */
    List<String> keys() {
        return db.sql(KEYS).query(String.class).list();
    }

    /** Bundles with a secret that is not kept under the newest key, or not at all. */
    List<Long> outdated() {
        return db.sql("""
                        select id from check_bundle where not secrets_are_kept(config) or exists (
                            select from jsonb_each_text(config) s where s.value like 'kept:1:%' and not starts_with(s.value, ?))
                        order by id""").param(SecretBox.currentPrefix()).query(Long.class).list();
    }

    void renew(long id) {
        bundles.findById(id).ifPresent(bundle -> bundle.keepAnew());
    }
}
