package io.vedette.alerting.alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

@Configuration(proxyBeanMethods = false)
@Profile("notification")
class AlertConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AlertConfiguration.class);

    /** A fault is never given up because the Web DB is away; one that can never be recorded is logged, counted and passed over. */
    @Bean
    DefaultErrorHandler untilItIsRecorded(AlertMetrics metrics) {
        ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(5_000);
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, e) -> {
                    metrics.countMalformed();
                    LOG.atError()
                            .setCause(e)
                            .addKeyValue("partition", record.partition())
                            .addKeyValue("offset", record.offset())
                            .log("a fault transition cannot be recorded, passed over");
                },
                backOff);
        handler.addNotRetryableExceptions(
                DataIntegrityViolationException.class,
                InvalidDataAccessApiUsageException.class,
                IllegalArgumentException.class,
                IllegalStateException.class,
                NullPointerException.class);
        handler.setCommitRecovered(true);
        return handler;
    }
}
