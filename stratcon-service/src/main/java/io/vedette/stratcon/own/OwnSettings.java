package io.vedette.stratcon.own;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often a stratcon writes its own streams
 */
@ConfigurationProperties("vedette.own")
record OwnSettings(@DefaultValue("5s") Duration every) {}
