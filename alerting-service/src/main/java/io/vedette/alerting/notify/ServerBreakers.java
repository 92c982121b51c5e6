package io.vedette.alerting.notify;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** One circuit breaker a server that messages go to: one that fails is left alone for a while, the others are not held up by it. */
@Component
@Profile("notification")
class ServerBreakers {
    private final CircuitBreakerRegistry breakers;

    ServerBreakers(NotifySettings settings) {
        breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(60)
                .waitDurationInOpenState(settings.pauseOfServer())
                .permittedNumberOfCallsInHalfOpenState(1)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .build());
    }

    /** Asks whether the server may be tried; who is let must tell the outcome. */
    boolean lets(String server) {
        return breakers.circuitBreaker(server).tryAcquirePermission();
    }

    void told(String server, Outcome outcome) {
        CircuitBreaker breaker = breakers.circuitBreaker(server);
        switch (outcome) {
            case Outcome.Retryable retryable ->
                breaker.onError(0, TimeUnit.MILLISECONDS, new IllegalStateException(retryable.cause()));
            case Outcome.Delivered delivered -> breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            case Outcome.Rejected rejected -> breaker.onSuccess(0, TimeUnit.MILLISECONDS);
            case Outcome.Kept kept -> breaker.onSuccess(0, TimeUnit.MILLISECONDS);
        }
    }
}
