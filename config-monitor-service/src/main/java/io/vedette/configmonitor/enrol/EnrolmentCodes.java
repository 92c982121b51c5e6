package io.vedette.configmonitor.enrol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One-time codes. Only their hashes are kept. */
@Component
@Transactional
class EnrolmentCodes {
    private static final int CODE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;

    EnrolmentCodes(JdbcClient db) {
        this.db = db;
    }

    /**
     * A code as it is kept.
     *
     * @param accountId whose broker it makes; null for one that serves all
     * @param brokerId the broker that comes back with it; null when it makes a new one
     * @param keySha256 of the key it was used with; null while it is unused
     * @param answer what was answered then, as JSON
     */
    record Code(
            String sha256,
            EnrolmentRole role,
            @Nullable Long accountId,
            @Nullable Long brokerId,
            @Nullable String keySha256,
            @Nullable String answer) {}

    /** A new code; told once. */
    String make(EnrolmentRole role, @Nullable Long accountId, @Nullable Long brokerId) {
        byte[] bytes = new byte[CODE_BYTES];
        RANDOM.nextBytes(bytes);
        String code = HexFormat.of().formatHex(bytes);
        add(code, role, accountId, brokerId);
        return code;
    }

    /** Adds a code unless it is known. */
    void add(String code, EnrolmentRole role, @Nullable Long accountId, @Nullable Long brokerId) {
        db.sql(
                        "insert into enrolment_code (code_sha256, role, account_id, broker_id) values (?, ?, ?, ?) on conflict do nothing")
                .param(sha256(code.getBytes(StandardCharsets.UTF_8)))
                .param(role.word())
                .param(accountId)
                .param(brokerId)
                .update();
    }

    /** Holds the code until the transaction ends. */
    Optional<Code> take(String code) {
        return db.sql(
                        "select code_sha256, role, account_id, broker_id, key_sha256, answer::text as answer from enrolment_code where code_sha256 = ? for update")
                .param(sha256(code.getBytes(StandardCharsets.UTF_8)))
                .query((row, n) -> new Code(
                        row.getString("code_sha256"),
                        EnrolmentRole.ofWord(row.getString("role")),
                        row.getObject("account_id", Long.class),
                        row.getObject("broker_id", Long.class),
                        row.getString("key_sha256"),
                        row.getString("answer")))
                .optional();
    }

    void use(Code code, String keySha256, String answer) {
        db.sql("update enrolment_code set used_at = now(), key_sha256 = ?, answer = ?::jsonb where code_sha256 = ?")
                .params(keySha256, answer, code.sha256())
                .update();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
