package io.vedette.streaming.dashboard;

import io.vedette.service.identity.OpenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.WebFilter;

/** The files that need no token, and the headers that keep a page to itself. */
@Configuration(proxyBeanMethods = false)
class DashboardDoors {
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html");

    @Bean
    OpenPaths openPaths() {
        return OpenPaths.of("GET /", "HEAD /", "GET /index.html", "GET /icon.svg", "GET /app/**", "GET /vendor/**");
    }

    @Bean
    WebFilter pagePolicy() {
        return (exchange, chain) -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("X-Content-Type-Options", "nosniff");
            return chain.filter(exchange);
        };
    }
}
