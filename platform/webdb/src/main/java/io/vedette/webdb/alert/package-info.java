/**
 * Alerts, their transitions, the messages about them and their events on the way to Kafka. Promise: a transition is recorded once, together with the
 * messages it causes. What an alert is about is copied into it, so that it outlives its rule set and its check.
 */
@NullMarked
package io.vedette.webdb.alert;

import org.jspecify.annotations.NullMarked;
