package io.vedette.service.identity;

import io.vedette.service.problem.Problem;
import io.vedette.service.problem.ProblemBodies;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The doors of a reactive service. */
@AutoConfiguration(after = IdentityConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableWebFluxSecurity
public class ReactiveDoors {
    private static final String OBJECTION = ReactiveDoors.class.getName();

    /** Verifying is quick, but fetching a key that is not known yet blocks. */
    @Bean
    ReactiveJwtDecoder reactiveJwtDecoder(JwtDecoder decoder) {
        return token -> Mono.fromCallable(() -> decoder.decode(token)).subscribeOn(Schedulers.boundedElastic());
    }

    @Bean
    SecurityWebFilterChain doors(
            ServerHttpSecurity http, OpenPaths open, ReactiveJwtDecoder decoder, Doorkeeper keeper) {
        // Nothing is kept in a server-side session, and Credentials refuses cross-site changes itself.
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(exchanges -> exchanges.anyExchange().access((authentication, context) -> {
                    ServerHttpRequest request = context.getExchange().getRequest();
                    Mono<Boolean> passes = isOpen(open, request)
                            ? Mono.just(true)
                            : authentication
                                    .map(known -> lets(keeper, known, context.getExchange()))
                                    .defaultIfEmpty(false);
                    return passes.map(AuthorizationDecision::new);
                }))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(exchange -> token(open, exchange))
                        .jwt(jwt -> jwt.jwtDecoder(decoder)
                                .jwtAuthenticationConverter(verified -> Mono.just(TokenClaims.callerOf(verified))))
                        .authenticationEntryPoint((exchange, e) -> refuse(exchange))
                        .accessDeniedHandler((exchange, e) -> refuse(exchange)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((exchange, e) -> refuse(exchange))
                        .accessDeniedHandler((exchange, e) -> refuse(exchange)))
                .build();
    }

    private static Mono<Authentication> token(OpenPaths open, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (isOpen(open, request)) {
            return Mono.empty();
        }
        @Nullable
        String token = Credentials.tokenOf(request.getMethod().name(), request.getHeaders()::getFirst, name -> {
            HttpCookie cookie = request.getCookies().getFirst(name);
            return cookie == null ? null : cookie.getValue();
        });
        return token == null || token.isEmpty() ? Mono.empty() : Mono.just(new BearerTokenAuthenticationToken(token));
    }

    private static boolean lets(Doorkeeper keeper, Authentication authentication, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Problem objection = keeper.objection(
                authentication, request.getMethod().name(), path(request), request.getHeaders()::getFirst);
        if (objection != null) {
            exchange.getAttributes().put(OBJECTION, objection);
        }
        return objection == null;
    }

    private static boolean isOpen(OpenPaths open, ServerHttpRequest request) {
        return open.isOpen(request.getMethod().name(), path(request));
    }

    private static String path(ServerHttpRequest request) {
        return request.getPath().value();
    }

    private static Mono<Void> refuse(ServerWebExchange exchange) {
        String path = path(exchange.getRequest());
        Problem problem = exchange.getAttributeOrDefault(OBJECTION, Doorkeeper.UNKNOWN);
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.valueOf(problem.status()));
        response.getHeaders()
                .setContentType(
                        ProblemBodies.isCirconus(path)
                                ? MediaType.APPLICATION_JSON
                                : MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(ProblemBodies.bytes(path, problem))));
    }
}
