package io.vedette.configmonitor.identity;

import io.vedette.service.identity.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Codes that let a person in once: an invitation, or the way back for whoever lost the password. Only their hashes are kept. */
@Component
@Transactional
class PersonCodes {
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final Clock clock;

    PersonCodes(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A code as it is kept; either a user or an address with a role. */
    record Code(
            long account,
            @Nullable Long user,
            @Nullable String email,
            @Nullable Role role) {}

    String reset(long account, long user, String madeBy, Duration life) {
        return make("reset", new Code(account, user, null, null), madeBy, life);
    }

    String invitation(long account, String email, Role role, String madeBy, Duration life) {
        return make("invitation", new Code(account, null, email, role), madeBy, life);
    }

    private String make(String purpose, Code code, String madeBy, Duration life) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String told = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        db.sql("""
                        insert into person_code (code_sha256, purpose, account_id, user_id, email, role, made_by, expires_at)
                        values (:code, :purpose, :account, :user, :email, :role, :by, :until)""")
                .param("code", sha256(told))
                .param("purpose", purpose)
                .param("account", code.account())
                .param("user", code.user())
                .param("email", code.email())
                .param("role", code.role() == null ? null : code.role().word())
                .param("by", madeBy)
                .param("until", java.sql.Timestamp.from(clock.instant().plus(life)))
                .update();
        return told;
    }

    /** Uses the code up; empty when it is unknown, used or too old. */
    Optional<Code> use(String purpose, String told) {
        return db.sql("""
                        update person_code set used_at = now()
                        where code_sha256 = ? and purpose = ? and used_at is null and expires_at > ?
                        returning account_id, user_id, email, role""")
                .params(sha256(told), purpose, java.sql.Timestamp.from(clock.instant()))
                .query((row, n) -> new Code(
                        row.getLong("account_id"),
                        row.getObject("user_id", Long.class),
                        row.getString("email"),
                        row.getString("role") == null ? null : Role.ofWord(row.getString("role"))))
                .optional();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
