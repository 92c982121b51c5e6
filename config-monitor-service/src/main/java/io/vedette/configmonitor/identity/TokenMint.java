package io.vedette.configmonitor.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.service.identity.AppState;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.identity.TokenClaims;
import io.vedette.webdb.account.AppUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs what a caller carries. */
@Component
class TokenMint {
    private final SigningKeys keys;
    private final Clock clock;

    TokenMint(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A token as the caller carries it, and what the Web DB keeps of it. */
    record Minted(String token, UUID jti, Instant issuedAt, Instant expiresAt) {}

    /** @param mustChange the session is good for changing the password only */
    Minted session(AppUser user, Duration life, boolean mustChange) {
        Role role = Role.ofWord(user.role());
        JWTClaimsSet.Builder claims = claims(Cid.of("user", user.id()), user.accountId(), role, Caller.Kind.SESSION);
        if (mustChange) {
            claims.claim(TokenClaims.PASSWORD, TokenClaims.CHANGE);
        }
        return mint(claims, life);
    }

    Minted token(AppUser user, Role role, Caller.Kind kind, Duration life, TokenLimits limits) {
        JWTClaimsSet.Builder claims = claims(Cid.of("user", user.id()), user.accountId(), role, kind);
        if (!limits.scopes().isEmpty()) {
            claims.claim(TokenClaims.SCOPES, limits.scopes());
        }
        if (limits.apps() != AppState.ALLOW) {
            claims.claim(TokenClaims.APPS, limits.apps().word());
        }
        return mint(claims, life);
    }

    /** For a service of the suite itself, that stands above accounts. */
    Minted service(String name, Duration life) {
        return mint(claims(name, 0, Role.OPERATOR, Caller.Kind.SERVICE), life);
    }

    private static JWTClaimsSet.Builder claims(String subject, long account, Role role, Caller.Kind kind) {
        return new JWTClaimsSet.Builder()
                .issuer(TokenClaims.ISSUER)
                .subject(subject)
                .claim(TokenClaims.ACCOUNT, account)
                .claim(TokenClaims.ROLE, role.word())
                .claim(TokenClaims.KIND, kind.name().toLowerCase(Locale.ROOT));
    }

    private Minted mint(JWTClaimsSet.Builder claims, Duration life) {
        UUID jti = UUID.randomUUID();
        Instant now = clock.instant();
        Instant end = now.plus(life);
        claims.jwtID(jti.toString()).issueTime(Date.from(now)).expirationTime(Date.from(end));
        return new Minted(sign(claims.build()), jti, now, end);
    }

    private String sign(JWTClaimsSet claims) {
        ECKey key = keys.newest();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return token.serialize();
    }
}
