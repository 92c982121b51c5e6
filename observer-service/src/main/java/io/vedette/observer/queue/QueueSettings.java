package io.vedette.observer.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param lease how long a silent instance counts as alive; after it others take over what it held
 * @param spoolLimit size of the spool on disk; beyond it events are left to the listing that follows an outage
 * @param pending events waiting in memory for Redis; beyond them the watches wait
 */
@ConfigurationProperties("vedette.observer.queue")
public record QueueSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("256MB") DataSize spoolLimit,
        @DefaultValue("10000") int pending) {}
