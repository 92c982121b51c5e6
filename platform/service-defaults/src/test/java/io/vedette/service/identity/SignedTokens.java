package io.vedette.service.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** Tokens as config-monitor signs them. */
final class SignedTokens {
    private SignedTokens() {}

    static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Of {@code /user/3} in account 7, good for ten minutes. */
    static JWTClaimsSet.Builder claims(Role role) {
        return new JWTClaimsSet.Builder()
                .issuer(TokenClaims.ISSUER)
                .subject("/user/3")
                .claim(TokenClaims.ACCOUNT, 7)
                .claim(TokenClaims.ROLE, role.word())
                .claim(TokenClaims.KIND, "token")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    static String sign(ECKey key, JWTClaimsSet.Builder claims) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
