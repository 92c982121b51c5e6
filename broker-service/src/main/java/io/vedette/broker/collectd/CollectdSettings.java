package io.vedette.broker.collectd;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The port is open while there is an active check of the type.
 *
 * @param addresses listened on, UDP
 * @param port 0 for any free one
 * @param typesDb files that name the values of types with several; without them they are told by index, as Circonus does
 */
@ConfigurationProperties("vedette.broker.collectd")
@Validated
public record CollectdSettings(
        @DefaultValue("127.0.0.1") List<String> addresses,
        @DefaultValue("25826") @Min(0) @Max(65535) int port,
        @DefaultValue List<Path> typesDb) {}
