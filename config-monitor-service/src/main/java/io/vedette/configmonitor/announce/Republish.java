package io.vedette.configmonitor.announce;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has everything announced anew, in a generation above all before, so that it counts whatever consumers heard: after a restore, on an empty Kafka, or when
 * somebody wrote into the topic. The announcer, wherever it runs, then also compares topic and database, for what the topic has and the database has not.
 */
@Component
@Transactional
class Republish {
    /** Payload of the notification that asks the announcer to compare. */
    static final String COMPARE = "compare";

    private final WebDbIdentity identity;
    private final List<ResourceSource> sources;
    private final JdbcClient db;

    Republish(WebDbIdentity identity, List<ResourceSource> sources, JdbcClient db) {
        this.identity = identity;
        this.sources = List.copyOf(sources);
        this.db = db;
    }

    /** What was begun. */
    record Begun(long resources, long generation) {}

    Begun begin() {
        identity.raiseGeneration(identity.read().generation() + 1);
        long resources = 0;
        for (ResourceSource source : sources) {
            resources += db.sql("insert into config_outbox (kind, id, account_id, version) select ?, "
                            + source.table().key() + "::text, 0, version from "
                            + source.table().name())
                    .param(source.kind().word())
                    .update();
        }
        db.sql("select pg_notify('vedette_config', ?)").param(COMPARE).query(row -> {});
        return new Begun(resources, identity.read().generation());
    }
}
