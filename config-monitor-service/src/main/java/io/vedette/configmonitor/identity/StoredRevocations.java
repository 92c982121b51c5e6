package io.vedette.configmonitor.identity;

import static java.util.Objects.requireNonNull;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.service.identity.AppState;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.RevocationList;
import io.vedette.service.identity.Revocations;
import io.vedette.webdb.scope.Scope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the list from the Web DB, at most once a second, and at once after a change of its own. While the Web DB is away, what was read last holds.
 * Guarded by itself.
 */
@Component
class StoredRevocations implements Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRevocations.class);
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST_APPS = 100;

    private final JdbcClient db;
    private final SignInSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private RevocationList known = RevocationList.NONE;
    private Instant readAt = Instant.EPOCH;

    StoredRevocations(JdbcClient db, SignInSettings settings, Clock clock, PlatformTransactionManager transactions) {
        this.db = db;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public synchronized RevocationList current() {
        Instant now = clock.instant();
        if (!now.isBefore(readAt.plus(FRESH)) || now.isBefore(readAt)) {
            try {
                known = Scope.across("revocations")
                        .call(() -> requireNonNull(transaction.execute(status -> read(now))));
            } catch (DataAccessException | TransactionException e) {
                LOG.debug("revocations are not read: {}", e.getMessage());
            }
            readAt = now;
        }
        return known;
    }

    /** What was just changed counts from the next request on. */
    synchronized void changed() {
        readAt = Instant.EPOCH;
    }

    void endSession(Caller caller) {
        if (caller.kind() == Caller.Kind.SESSION) {
            transaction.executeWithoutResult(status -> {
                db.sql("delete from ended_session where expires_at < now()").update();
                db.sql(
                                "insert into ended_session (jti, account_id, expires_at) values (?, ?, ?) on conflict do nothing")
                        .params(
                                UUID.fromString(caller.tokenId()),
                                caller.account(),
                                Timestamp.from(clock.instant().plus(settings.session())))
                        .update();
            });
            changed();
        }
    }

    @Override
    public void seen(Caller caller, String app, AppState state) {
        try {
            Scope.across("applications")
                    .run(() -> transaction.executeWithoutResult(status -> db.sql("""
                            insert into token_app (jti, app, account_id, state)
                            select t.jti, :app, t.account_id, :state from api_token t
                            where t.jti = :jti and (select count(*) from token_app where jti = :jti) < :most
                            on conflict do nothing""")
                            .param("jti", UUID.fromString(caller.tokenId()))
                            .param("app", app)
                            .param("state", state.word())
                            .param("most", MOST_APPS)
                            .update()));
        } catch (DataAccessException | TransactionException | IllegalArgumentException e) {
            LOG.debug("an application is not noted: {}", e.getMessage());
        }
    }

    private RevocationList read(Instant now) {
        Set<String> tokens = new HashSet<>(
                db.sql("select jti::text from api_token where revoked_at is not null and expires_at > now()"
                                + " union all select jti::text from ended_session where expires_at > now()")
                        .query(String.class)
                        .list());
        Set<String> gone = new HashSet<>();
        Map<String, Long> sessions = new HashMap<>();
        db.sql("select user_id, since, is_gone from session_end where is_gone or since > ?")
                .param(Timestamp.from(now.minus(settings.session())))
                .query(row -> {
                    String user = Cid.of("user", row.getLong("user_id"));
                    sessions.put(user, row.getTimestamp("since").toInstant().getEpochSecond());
                    if (row.getBoolean("is_gone")) {
                        gone.add(user);
                    }
                });
        Map<String, Map<String, AppState>> apps = new HashMap<>();
        db.sql("select jti::text as jti, app, state from token_app").query(row -> {
            apps.computeIfAbsent(row.getString("jti"), jti -> new HashMap<>())
                    .put(row.getString("app"), AppState.ofWord(row.getString("state")));
        });
        return new RevocationList(tokens, gone, sessions, apps);
    }
}
