package io.vedette.observer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Config-monitor's part of identity: the keys, and tokens signed with them. */
@TestConfiguration(proxyBeanMethods = false)
class TestKeys {

    private static final ECKey KEY = key();

    @Bean
    JWKSource<SecurityContext> keysOfTheTest() {
        return new ImmutableJWKSet<>(new JWKSet(KEY));
    }

    static String token(String role, String kind) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("vedette")
                .subject("/user/1")
                .claim("account", 1)
                .claim("role", role)
                .claim("kind", kind)
                .jwtID("t")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims);
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
