package io.vedette.configmonitor.repeat;

import io.vedette.service.identity.Caller;
import io.vedette.webdb.secret.SecretBox;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The answers given under keys. */
@Component
@Transactional
class Remembered {
    private static final String PLACE = "answer";

    private final JdbcClient db;

    Remembered(JdbcClient db) {
        this.db = db;
    }

    /**
     * What is known of a key.
     *
     * @param status null while the request is being worked on
     */
    record Answer(
            String requestSha256,
            @Nullable Integer status,
            @Nullable String contentType,
            @Nullable String body) {}

    /** Takes the key for this request; or tells what it was taken for. */
    Optional<Answer> claim(Caller caller, String key, String requestSha256) {
        db.sql("delete from remembered_answer where created_at < now() - interval '1 day'")
                .update();
        int taken = db.sql("""
                        insert into remembered_answer (account_id, caller, key, request_sha256) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(caller.account(), caller.user(), key, requestSha256)
                .update();
        return taken > 0
                ? Optional.empty()
                : Optional.of(db.sql("""
                                select request_sha256, status, content_type, body from remembered_answer
                                where account_id = ? and caller = ? and key = ?""")
                        .params(caller.account(), caller.user(), key)
                        .query((row, n) -> new Answer(
                                row.getString("request_sha256"),
                                row.getObject("status", Integer.class),
                                row.getString("content_type"),
                                row.getString("body") == null ? null : SecretBox.open(PLACE, row.getString("body"))))
                        .single());
    }

    void keep(Caller caller, String key, int status, @Nullable String contentType, String body) {
        db.sql("""
                        update remembered_answer set status = ?, content_type = ?, body = ?
                        where account_id = ? and caller = ? and key = ?""")
                .param(status)
                .param(contentType)
                .param(SecretBox.keep(PLACE, body))
                .param(caller.account())
                .param(caller.user())
                .param(key)
                .update();
    }

    void forget(Caller caller, String key) {
        db.sql("delete from remembered_answer where account_id = ? and caller = ? and key = ?")
                .params(caller.account(), caller.user(), key)
                .update();
    }
}
