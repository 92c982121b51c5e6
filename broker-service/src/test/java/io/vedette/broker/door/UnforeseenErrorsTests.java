package io.vedette.broker.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class UnforeseenErrorsTests {
    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.put("/module/httptrap/uuid/a-secret"));

    @Test
    void anUnforeseenFailureIsLoggedWithoutTheRequest(CapturedOutput output) {
        IllegalStateException failure = new IllegalStateException("journal", new ArithmeticException("by zero"));
        failure.addSuppressed(new Exception("checkpoint: HTTP PUT /module/httptrap/uuid/a-secret"));
        new UnforeseenErrors().handle(exchange, failure).block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(exchange.getResponse().getBodyAsString().block()).isEqualTo("{\"error\":\"internal error\"}");
        assertThat(output)
                .contains("A request failed", "journal", "by zero", "UnforeseenErrorsTests")
                .doesNotContain("a-secret");
    }

    @Test
    void whatAnEndpointAnswersWithIsLeftToIt() {
        ResponseStatusException foreseen = new ResponseStatusException(HttpStatus.NOT_FOUND);
        Mono<Void> left = new UnforeseenErrors().handle(exchange, foreseen);
        assertThat(left.materialize().block())
                .satisfies(signal -> assertThat(signal.getThrowable()).isSameAs(foreseen));
    }
}
