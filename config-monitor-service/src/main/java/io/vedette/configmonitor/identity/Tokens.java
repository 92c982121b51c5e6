package io.vedette.configmonitor.identity;

import io.vedette.configmonitor.identity.TokenMint.Minted;
import io.vedette.service.etag.Etag;
import io.vedette.service.identity.AppState;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.identity.ApiToken;
import io.vedette.webdb.identity.ApiTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Issues tokens and remembers that they exist. */
@Service
@Transactional
public class Tokens {
    private final ApiTokens issued;
    private final TokenMint mint;
    private final JdbcClient db;
    private final Clock clock;

    Tokens(ApiTokens issued, TokenMint mint, JdbcClient db, Clock clock) {
        this.issued = issued;
        this.mint = mint;
        this.db = db;
        this.clock = clock;
    }

    /**
     * A token in a user's name.
     *
     * @param name what it is for
     * @return the signed token; it is told this once and kept nowhere
     */
    public String issue(AppUser user, String name, Role role, Caller.Kind kind, Duration life, TokenLimits limits) {
        Minted minted = mint.token(user, role, kind, life, limits);
        ApiToken token = new ApiToken(
                minted.jti(), user.accountId(), user.id(), name, role.word(), minted.issuedAt(), minted.expiresAt());
        token.limit(limits.scopes(), limits.apps().word());
        issued.save(token);
        return minted.token();
    }

    /** @param owner null: whosever it is */
    boolean revoke(long account, UUID jti, @Nullable Long owner) {
        db.sql("select from api_token where jti = ? for update").param(jti).query(row -> {});
        Optional<ApiToken> found = find(account, jti, owner);
        found.ifPresent(token -> {
            Etag.match(version(token));
            token.revoke(clock.instant());
        });
        return found.isPresent();
    }

    /** @param owner null: whosever it is */
    Optional<ApiToken> find(long account, UUID jti, @Nullable Long owner) {
        return issued.findById(jti)
                .filter(token -> token.accountId() == account && (owner == null || token.userId() == owner));
    }

    /** All that changes of a token is that it is revoked. */
    static long version(ApiToken token) {
        Instant revoked = token.revokedAt();
        return (revoked == null ? token.createdAt() : revoked).toEpochMilli();
    }

    /** An application that showed the token, and what was decided. */
    record App(String app, String state, long firstSeen) {}

    Optional<List<App>> apps(long account, UUID jti) {
        return issued.findById(jti)
                .filter(token -> token.accountId() == account)
                .map(token -> db.sql("select app, state, first_seen from token_app where jti = ? order by app")
                        .param(jti)
                        .query((row, n) -> new App(
                                row.getString("app"),
                                row.getString("state"),
                                row.getTimestamp("first_seen").toInstant().getEpochSecond()))
                        .list());
    }

    /** Decisions have no version of their own; together they are one. */
    static long version(List<App> apps) {
        CRC32 sum = new CRC32();
        apps.forEach(app -> sum.update((app.app() + "\n" + app.state() + "\n").getBytes(StandardCharsets.UTF_8)));
        return sum.getValue();
    }

    boolean decide(long account, UUID jti, String app, AppState state) {
        db.sql("select from api_token where jti = ? for update").param(jti).query(row -> {});
        Etag.match(version(apps(account, jti).orElse(List.of())));
        return db.sql("""
            insert into token_app (jti, app, account_id, state)
            select jti, :app, account_id, :state from api_token where jti = :jti and account_id = :account
            on conflict (jti, app) do update set state = excluded.state\
            """)
                        .param("jti", jti)
                        .param("app", app)
                        .param("state", state.word())
                        .param("account", account)
                        .update()
                > 0;
    }

    List<ApiToken> of(long account) {
        return issued.findByAccountIdOrderByCreatedAt(account);
    }
}
