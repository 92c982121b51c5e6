package io.vedette.configmonitor.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.vedette.configmonitor.secret.SecretKeys;
import io.vedette.webdb.scope.Scope;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ES256 keys, kept in the Web DB. The first start makes one; the newest signs, all verify. */
@Component
class SigningKeys {
    private static final String PLACE = "signing key";

    private final List<ECKey> keys;

    SigningKeys(JdbcClient db, SecretKeys secrets, PlatformTransactionManager transactions) {
        this.keys = List.copyOf(Scope.across("signing keys")
                .call(() -> new TransactionTemplate(transactions).execute(status -> load(db, secrets))));
    }

    ECKey newest() {
        return keys.getFirst();
    }

    /** What others may see of them. */
    JWKSet published() {
        return new JWKSet(List.copyOf(keys)).toPublicJWKSet();
    }

    private static List<ECKey> load(JdbcClient db, SecretKeys secrets) {
        // Two config monitors that start at once must not make a key each.
        db.sql("lock table signing_key in exclusive mode").update();
        List<ECKey> stored = stored(db, secrets);
        if (!stored.isEmpty()) {
            return stored;
        }
        ECKey made = make();
        db.sql("insert into signing_key (kid, jwk) values (?, ?)")
                .params(made.getKeyID(), secrets.keep(PLACE, made.toJSONString()))
                .update();
        return List.of(made);
    }

    private static List<ECKey> stored(JdbcClient db, SecretKeys secrets) {
        return db
                .sql("select kid, jwk from signing_key order by created_at desc")
                .query((row, n) -> Map.entry(row.getString("kid"), row.getString("jwk")))
                .list()
                .stream()
                .map(row -> parse(secrets.open(
                        PLACE,
                        row.getValue(),
                        anew -> db.sql("update signing_key set jwk = ? where kid = ?")
                                .params(anew, row.getKey())
                                .update())))
                .toList();
    }

    private static ECKey make() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no signing key can be made", e);
        }
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("a signing key in the Web DB cannot be read", e);
        }
    }
}
