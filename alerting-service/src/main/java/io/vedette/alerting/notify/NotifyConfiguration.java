package io.vedette.alerting.notify;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("notification")
@EnableConfigurationProperties(NotifySettings.class)
class NotifyConfiguration {}
