package io.vedette.service.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Verifies tokens: ES256, issuer vedette, keys from config-monitor or, in config-monitor itself, from its own bean. */
@AutoConfiguration
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityConfiguration {
    private static final int TIMEOUT_MS = 2_000;
    private static final int MOST_BYTES = 64 * 1024;

    @Bean
    @ConditionalOnMissingBean
    JWKSource<SecurityContext> publishedKeys(IdentitySettings settings) throws MalformedURLException {
        return JWKSourceBuilder.create(
                        settings.jwksUri().toURL(), new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MOST_BYTES))
                .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(5).toMillis())
                .rateLimited(Duration.ofSeconds(1).toMillis())
                .outageTolerantForever()
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    Revocations tokenRevocations(IdentitySettings settings) {
        return new PolledRevocations(URI.create(settings.jwksUri() + "/revocations"));
    }

    @Bean
    Doorkeeper doorkeeper(Revocations revocations, IdentitySettings settings, Clock clock) {
        return new Doorkeeper(revocations, new RateLimits(settings, clock));
    }

    @Bean
    JWSVerifierFactory tokenSignatures(IdentitySettings settings) {
        return new RememberedSignatures(new DefaultJWSVerifierFactory(), settings.rememberedTokens());
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            JWKSource<SecurityContext> keys, Revocations revocations, JWSVerifierFactory tokenSignatures, Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWSVerifierFactory(tokenSignatures);
        // Spring's validators below look at the claims, with a leeway for clocks.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                List.of(new JwtIssuerValidator(TokenClaims.ISSUER), times, token -> notRevoked(token, revocations))));
        return decoder;
    }

    private static OAuth2TokenValidatorResult notRevoked(Jwt token, Revocations revocations) {
        boolean isSession = Caller.Kind.SESSION.name().equalsIgnoreCase(token.getClaimAsString(TokenClaims.KIND));
        return revocations.current().isRevoked(token.getId(), token.getSubject(), token.getIssuedAt(), isSession)
                ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "the token is revoked", null))
                : OAuth2TokenValidatorResult.success();
    }

    @Bean
    @ConditionalOnMissingBean
    OpenPaths openPaths() {
        return OpenPaths.of();
    }
}
