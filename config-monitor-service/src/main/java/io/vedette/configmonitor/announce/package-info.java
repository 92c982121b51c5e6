/**
 * Carries every change of the Web DB to Kafka. Promise: what was committed, by REST or by psql, is on {@code vedette.config} within a second while Kafka
 * answers, and waits in the outbox while it does not. Invariant: an outbox row goes only after Kafka acknowledged the resource as it was then or later,
 * and one announcer speaks at a time. At each start, and whenever Kafka comes back, topic and database are compared and the topic repaired.
 */
@NullMarked
package io.vedette.configmonitor.announce;

import org.jspecify.annotations.NullMarked;
