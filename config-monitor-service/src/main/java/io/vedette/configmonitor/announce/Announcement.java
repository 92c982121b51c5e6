package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import java.util.List;

/**
 * A resource as it is now, and the outbox rows that its announcement settles.
 */
record Announcement(ConfigKey key, ConfigResource resource, List<Long> settles) {}
