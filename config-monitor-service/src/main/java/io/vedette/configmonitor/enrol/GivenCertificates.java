package io.vedette.configmonitor.enrol;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The certificates given so far, and which of them are honoured no more. */
@Component
class GivenCertificates {
    private static final int HEX = 16;

    private final JdbcClient db;

    GivenCertificates(JdbcClient db) {
        this.db = db;
    }

    /** One that is honoured no more. */
    record Revoked(BigInteger serial, Instant at) {}

    /** Holds the machine of this name until the transaction ends: none is given a certificate while its certificates are revoked. */
    void hold(String cn) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('certificates of ' || ?, 0))")
                .param(cn)
                .query((row, n) -> cn)
                .single();
    }

    void add(X509Certificate given, String cn) {
        db.sql("insert into given_certificate (serial, cn, expires_at) values (?, ?, ?)")
                .params(
                        given.getSerialNumber().toString(HEX),
                        cn,
                        utc(given.getNotAfter().toInstant()))
                .update();
    }

    boolean isRevoked(BigInteger serial) {
        return db.sql("select exists (select from given_certificate where serial = ? and revoked_at is not null)")
                .param(serial.toString(HEX))
                .query(Boolean.class)
                .single();
    }

    /** Revokes all that the machine of this name was given; how many were honoured until now. */
    int revoke(String cn, Instant now) {
        return db.sql("update given_certificate set revoked_at = ? where cn = ? and revoked_at is null")
                .params(utc(now), cn)
                .update();
    }

    /** Those whose time is not over: the others are refused everywhere for their age. */
    List<Revoked> revoked(Instant now) {
        return db.sql(
                        "select serial, revoked_at from given_certificate where revoked_at is not null and expires_at > ? order by revoked_at")
                .param(utc(now))
                .query((row, n) -> new Revoked(
                        new BigInteger(row.getString("serial"), HEX),
                        row.getObject("revoked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
