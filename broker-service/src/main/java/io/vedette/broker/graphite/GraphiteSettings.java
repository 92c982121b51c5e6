package io.vedette.broker.graphite;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The ports are open while there is an active check of their type.
 *
 * @param addresses listened on in the clear, TCP and UDP
 * @param port of both; 0 for any free one
 * @param tlsAddresses listened on with TLS and the broker's certificate
 * @param tlsPort 0 for any free one
 */
@ConfigurationProperties("vedette.broker.graphite")
@Validated
public record GraphiteSettings(
        @DefaultValue("127.0.0.1") List<String> addresses,
        @DefaultValue("2003") @Min(0) @Max(65535) int port,
        @DefaultValue("0.0.0.0") List<String> tlsAddresses,
        @DefaultValue("2013") @Min(0) @Max(65535) int tlsPort) {}
