package io.vedette.service.identity;

import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemBodies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.util.WebUtils;

/** The doors of a servlet service. */
@AutoConfiguration(after = IdentityConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ServletDoors {

    @Bean
    SecurityFilterChain doors(HttpSecurity http, OpenPaths open, JwtDecoder decoder) {
        // Nothing is kept in a server-side session, and Credentials refuses cross-site changes itself.
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((authentication, context) ->
                                new AuthorizationDecision(isOpen(open, context.getRequest())
                                        || Doorkeeper.lets(authentication.get(), path(context.getRequest())))))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(request -> tokenOf(open, request))
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(TokenClaims::callerOf))
                        .authenticationEntryPoint((request, response, e) -> refuse(request, response, false))
                        .accessDeniedHandler((request, response, e) -> refuse(request, response, true)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, e) -> refuse(request, response, false))
                        .accessDeniedHandler((request, response, e) -> refuse(request, response, true)))
                .build();
    }

    private static boolean isOpen(OpenPaths open, HttpServletRequest request) {
        return open.isOpen(request.getMethod(), path(request));
    }

    /** Through an open door nobody is asked, so that a session that ran out does not hinder signing in. */
    private static @Nullable String tokenOf(OpenPaths open, HttpServletRequest request) {
        if (isOpen(open, request)) {
            return null;
        }
        return Credentials.tokenOf(request.getMethod(), request::getHeader, name -> {
            Cookie cookie = WebUtils.getCookie(request, name);
            return cookie == null ? null : cookie.getValue();
        });
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, boolean known)
            throws IOException {
        Problem problem = known
                ? Problem.of(403, "forbidden", "this session may only change its password")
                : Problem.of(401, "unauthorized", Doorkeeper.REFUSAL);
        response.setStatus(problem.status());
        response.setContentType(
                ProblemBodies.isCirconus(path(request))
                        ? MediaType.APPLICATION_JSON_VALUE
                        : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(ProblemBodies.bytes(path(request), problem));
    }
}
