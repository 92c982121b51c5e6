package io.vedette.configmonitor.files;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param home config-monitor's own folder; what happened to the files is kept in {@code files.json} below it
 */
@ConfigurationProperties("vedette")
record FilesHome(@DefaultValue("data/config-monitor") Path home) {}
