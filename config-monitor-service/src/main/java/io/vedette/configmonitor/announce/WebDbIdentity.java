package io.vedette.configmonitor.announce;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who speaks: the random id of this Web DB, and a generation that rises when it was restored from a backup. */
@Component
@Transactional
class WebDbIdentity {
    private final JdbcClient db;

    WebDbIdentity(JdbcClient db) {
        this.db = db;
    }

    Identity read() {
        return db.sql(
                        "select id, restore_generation, (select last_value from config_version) as last_version from webdb_identity")
                .query((row, n) -> new Identity(
                        row.getString("id"), row.getLong("restore_generation"), row.getLong("last_version")))
                .single();
    }

    /** Makes this database's word beat every word said until now. */
    void raiseGeneration(long to) {
        db.sql("update webdb_identity set restore_generation = greatest(restore_generation, ?)")
                .param(to)
                .update();
    }

    /**
     * The one row.
     *
     * @param lastVersion the highest version given out
     */
    record Identity(String id, long generation, long lastVersion) {}
}
