package io.vedette.broker.otlp;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The port for gRPC is open while there is an active check of type {@code otlpgrpc}.
 *
 * @param grpcAddress listened on
 * @param grpcPort 0 for any free one
 * @param grpcTls whether it takes TLS with the broker's certificate, and nothing else
 */
@ConfigurationProperties("vedette.broker.otlp")
@Validated
public record OtlpSettings(
        @DefaultValue("127.0.0.1") String grpcAddress,
        @DefaultValue("4317") @Min(0) @Max(65535) int grpcPort,
        @DefaultValue("false") boolean grpcTls) {}
