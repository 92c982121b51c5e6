package io.vedette.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.util.Base64URL;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** One memory behind decoders that know other keys, revocations and times: what a service has at another moment. */
class RememberedSignaturesTests {
    private static final ECKey KEY = SignedTokens.key("ours");
    private static final String TOKEN =
            SignedTokens.sign(KEY, SignedTokens.claims(Role.ADMIN).jwtID("one"));

    private final AtomicInteger verified = new AtomicInteger();
    private final RememberedSignatures memory = new RememberedSignatures(counted(), 100);

    @BeforeEach
    void remember() {
        assertThat(now().decode(TOKEN).getId()).isEqualTo("one");
        assertThat(verified).hasValue(1);
    }

    @Test
    void aTokenThatComesAgainIsNotVerifiedAgain() {
        assertThat(now().decode(TOKEN).getSubject()).isEqualTo("/user/3");
        assertThat(verified).hasValue(1);
    }

    @Test
    void aRememberedTokenIsRefusedOnceItIsRevoked() {
        RevocationList revoked = new RevocationList(Set.of("one"), Set.of(), Map.of(), Map.of());
        JwtDecoder later = decoder(KEY, revoked, Clock.systemUTC());
        assertThatThrownBy(() -> later.decode(TOKEN))
                .isInstanceOf(JwtValidationException.class)
                .hasMessageContaining("the token is revoked");
    }

    @Test
    void aRememberedTokenIsRefusedOnceItRanOut() {
        JwtDecoder later = decoder(KEY, RevocationList.NONE, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(12)));
        assertThatThrownBy(() -> later.decode(TOKEN))
                .isInstanceOf(JwtValidationException.class)
                .hasMessageContaining("expired");
    }

    @Test
    void aRememberedTokenIsRefusedOnceItsKeyIsWithdrawn() {
        JwtDecoder renamed = decoder(SignedTokens.key("next"), RevocationList.NONE, Clock.systemUTC());
        assertThatThrownBy(() -> renamed.decode(TOKEN)).isInstanceOf(BadJwtException.class);
        JwtDecoder replaced = decoder(SignedTokens.key("ours"), RevocationList.NONE, Clock.systemUTC());
        assertThatThrownBy(() -> replaced.decode(TOKEN)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aForgedSignatureIsNeverRememberedAsGood() {
        String foreign = SignedTokens.sign(
                SignedTokens.key("ours"), SignedTokens.claims(Role.ADMIN).jwtID("one"));
        String swapped = TOKEN.substring(0, TOKEN.lastIndexOf('.')) + foreign.substring(foreign.lastIndexOf('.'));
        for (String forged : new String[] {foreign, swapped, foreign, swapped}) {
            assertThatThrownBy(() -> now().decode(forged)).isInstanceOf(BadJwtException.class);
        }
        assertThat(verified).as("each forgery looked at, each time").hasValue(5);
        assertThat(now().decode(TOKEN).getId()).isEqualTo("one");
    }

    private JwtDecoder now() {
        return decoder(KEY, RevocationList.NONE, Clock.systemUTC());
    }

    private JwtDecoder decoder(ECKey published, RevocationList revoked, Clock clock) {
        return new IdentityConfiguration()
                .jwtDecoder(new ImmutableJWKSet<>(new JWKSet(published.toPublicJWK())), () -> revoked, memory, clock);
    }

    private JWSVerifierFactory counted() {
        return new DefaultJWSVerifierFactory() {
            @Override
            public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
                return new ECDSAVerifier((ECPublicKey) key) {
                    @Override
                    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
                        verified.incrementAndGet();
                        return super.verify(header, signed, signature);
                    }
                };
            }
        };
    }
}
