package io.vedette.broker.check;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param directory whose executables checks of type {@code external} may run, and no others; without it there are none
 */
@ConfigurationProperties("vedette.external")
@Validated
public record ExternalSettings(@Nullable Path directory) {}
