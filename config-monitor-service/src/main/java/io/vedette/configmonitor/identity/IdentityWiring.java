package io.vedette.configmonitor.identity;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.OpenPaths;
import io.vedette.service.identity.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Which doors stand open, whose keys verify tokens, and the operator's own door: two paths that take the operator key in place of a token. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SignInSettings.class, OperatorSettings.class})
class IdentityWiring {
    static final String OPERATOR_KEY = "X-Vedette-Operator-Key";

    @Bean
    JWKSource<SecurityContext> ownKeys(SigningKeys keys) {
        return new ImmutableJWKSet<>(keys.published());
    }

    @Bean
    OpenPaths openPaths() {
        return OpenPaths.of(
                "GET /api/keys",
                "GET /api/keys/revocations",
                "POST /api/session",
                "POST /api/session/reset",
                "GET /api/session/oidc",
                "GET /api/session/oidc/callback",
                "POST /api/invitations/acceptance",
                "POST /v2/provision_broker",
                "POST /v2/provision_broker/renewal",
                "GET /v2/provision_broker/revocations");
    }

    @Bean
    @Order(0)
    SecurityFilterChain operatorDoor(HttpSecurity http, OperatorKey key) {
        return http.securityMatcher(request -> request.getHeader(OPERATOR_KEY) != null
                        && request.getMethod().equals("POST")
                        && OperatorKey.PATHS.contains(request.getRequestURI())
                        && key.opens(request.getHeader(OPERATOR_KEY)))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new AsOperator(), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    /** Whoever came this far showed the key. */
    private static final class AsOperator extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Caller operator = new Caller(0, OperatorKey.NAME, Role.OPERATOR, Caller.Kind.SERVICE, "", false);
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    operator, "", AuthorityUtils.createAuthorityList("ROLE_OPERATOR")));
            SecurityContextHolder.setContext(context);
            chain.doFilter(request, response);
        }
    }
}
