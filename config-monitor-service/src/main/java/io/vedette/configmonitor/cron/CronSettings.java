package io.vedette.configmonitor.cron;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param timeout a job that takes longer is ended; a crontab may say otherwise, zero is no limit
 * @param randomDelay how much later a job may start; a crontab may say otherwise
 * @param atOnce jobs that run at once; those due meanwhile wait
 * @param kept runs of each job that are remembered
 */
@ConfigurationProperties("vedette.cron")
record CronSettings(
        @DefaultValue("1h") Duration timeout,
        @DefaultValue("0s") Duration randomDelay,
        @DefaultValue("8") int atOnce,
        @DefaultValue("20") int kept) {
    CronJob.Limits usual() {
        return new CronJob.Limits(timeout, randomDelay, false);
    }
}
