package io.vedette.service.identity;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param jwksUri where config-monitor publishes the keys that verify tokens; while it does not answer, the keys read last are used
 * @param requestsPerSecond how many requests a token or session has a second, in each service; more are answered 429
 * @param requestsAtOnce how many it may save up
 * @param rememberedTokens of how many tokens a service remembers that their signature was right; of more it checks some anew at each request
 */
@ConfigurationProperties("vedette.identity")
public record IdentitySettings(
        @DefaultValue("http://127.0.0.1:8081/api/keys") URI jwksUri,
        @DefaultValue("500") int requestsPerSecond,
        @DefaultValue("2000") int requestsAtOnce,
        @DefaultValue("10000") int rememberedTokens) {}
