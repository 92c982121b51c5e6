/**
 * Fault detection (profile {@code detection}) and notification (profile {@code notification}); both are on when no profile is named. Between them is
 * the topic {@code vedette.faults} alone, so that they may run apart.
 */
@NullMarked
package io.vedette.alerting;

import org.jspecify.annotations.NullMarked;
