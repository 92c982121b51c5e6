package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.ConfigKey;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The queue of changes not yet announced; triggers of the Web DB fill it. */
@Component
@Transactional
class Outbox {
    private final JdbcClient db;

    Outbox(JdbcClient db) {
        this.db = db;
    }

    /** The oldest changes, refused ones left out. */
    List<Change> oldest(int most) {
        return db.sql(
                        "select seq, kind, id, account_id, version from config_outbox where refused is null order by seq limit ?")
                .param(most)
                .query((row, n) -> new Change(
                        row.getLong("seq"),
                        ConfigKey.parse(row.getString("kind") + "/" + row.getString("id")),
                        row.getLong("account_id"),
                        row.getLong("version")))
                .list();
    }

    /** Forgets what was announced, and what was refused of the same resources before. */
    void settle(List<Announcement> announced) {
        if (announced.isEmpty()) {
            return;
        }
        // Two statements, each with its index: one with "or" would read the whole queue each time.
        db.sql("delete from config_outbox where seq = any(?)")
                .param(announced.stream()
                        .flatMap(announcement -> announcement.settles().stream())
                        .toArray(Long[]::new))
                .update();
        db.sql("delete from config_outbox where refused is not null and kind || '/' || id = any(?)")
                .param(announced.stream()
                        .map(announcement -> announcement.key().toString())
                        .toArray(String[]::new))
                .update();
    }

    /** Sets changes aside with the reason why they cannot be announced. */
    void refuse(Collection<Long> seqs, String reason) {
        db.sql("update config_outbox set refused = :reason where seq in (:seqs)")
                .param("reason", reason)
                .param("seqs", seqs)
                .update();
    }

    /** Has a resource announced again as it is now; or as gone, when it is. */
    void add(ConfigKey key) {
        db.sql("insert into config_outbox (kind, id, account_id, version) values (?, ?, 0, nextval('config_version'))")
                .params(key.kind().word(), key.id())
                .update();
    }

    long waiting() {
        return db.sql("select count(*) from config_outbox").query(Long.class).single();
    }
}
