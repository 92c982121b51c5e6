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
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.util.WebUtils;

/** The doors of a servlet service. */
@AutoConfiguration(after = IdentityConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ServletDoors {
    private static final String OBJECTION = ServletDoors.class.getName();

    @Bean
    SecurityFilterChain doors(HttpSecurity http, OpenPaths open, JwtDecoder decoder, Doorkeeper keeper) {
        // Nothing is kept in a server-side session, and Credentials refuses cross-site changes itself.
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((authentication, context) ->
                                new AuthorizationDecision(isOpen(open, context.getRequest())
                                        || lets(keeper, authentication.get(), context.getRequest()))))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(request -> tokenOf(open, request))
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(TokenClaims::callerOf))
                        .authenticationEntryPoint((request, response, e) -> refuse(request, response))
                        .accessDeniedHandler((request, response, e) -> refuse(request, response)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, e) -> refuse(request, response))
                        .accessDeniedHandler((request, response, e) -> refuse(request, response)))
                .build();
    }

    private static boolean lets(
            Doorkeeper keeper, @Nullable Authentication authentication, HttpServletRequest request) {
        Problem objection = keeper.objection(authentication, request.getMethod(), path(request), request::getHeader);
        request.setAttribute(OBJECTION, objection);
        return objection == null;
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

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = request.getAttribute(OBJECTION) instanceof Problem said ? said : Doorkeeper.UNKNOWN;
        response.setStatus(problem.status());
        response.setContentType(
                ProblemBodies.isCirconus(path(request))
                        ? MediaType.APPLICATION_JSON_VALUE
                        : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(ProblemBodies.bytes(path(request), problem));
    }
}
