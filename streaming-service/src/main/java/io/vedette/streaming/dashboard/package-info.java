/**
 * The dashboard: static files under {@code static/}, open to all since they hold nothing; what they show they fetch through doors that are shut.
 * Promise: a page loads nothing from elsewhere and runs no script but ours.
 */
@NullMarked
package io.vedette.streaming.dashboard;

import org.jspecify.annotations.NullMarked;
