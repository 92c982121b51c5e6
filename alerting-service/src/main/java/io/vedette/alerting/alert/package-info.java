/**
 * Alerts: each transition on {@code vedette.faults} becomes, once, a change of an alert in the Web DB, together with whatever listens to
 * {@link AlertChanged} in the same transaction, and an event on {@code vedette.alerts}. While the Web DB is away the faults wait on Kafka.
 */
@NullMarked
package io.vedette.alerting.alert;

import org.jspecify.annotations.NullMarked;
