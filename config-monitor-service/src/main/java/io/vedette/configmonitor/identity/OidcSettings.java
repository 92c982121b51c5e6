package io.vedette.configmonitor.identity;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer of the OpenID provider; absent: nobody signs in so
 * @param clientId this suite's name there
 * @param clientSecret this suite's password there
 * @param redirectUri this suite's address as browsers see it, with {@code /api/session/oidc/callback}
 * @param scope what is asked for; the e-mail address must be in it
 */
@ConfigurationProperties("vedette.oidc")
record OidcSettings(
        @Nullable URI issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable URI redirectUri,
        @DefaultValue("openid email") String scope) {

    boolean isGiven() {
        return issuer != null && clientId != null && clientSecret != null && redirectUri != null;
    }

    String client() {
        return requireNonNull(clientId);
    }

    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
