/**
 * Applies maintenance windows, which the Web DB announces: an alert in one is recorded and shown as ever, and nobody is told of it before the window
 * ends. A window that comes, goes or changes meanwhile counts as it is then.
 */
@NullMarked
package io.vedette.alerting.maintenance;

import org.jspecify.annotations.NullMarked;
