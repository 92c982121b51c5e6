package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.ConfigKey;

/**
 * One row of the outbox: this resource changed.
 *
 * @param seq the row's number
 * @param accountId who owned the resource when it changed; 0 above accounts
 * @param version what a tombstone carries, should the resource be gone
 */
record Change(long seq, ConfigKey key, long accountId, long version) {}
