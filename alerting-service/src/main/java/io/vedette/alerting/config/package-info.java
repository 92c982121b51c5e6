/**
 * What the Web DB has announced on {@code vedette.config}, held in memory. Promise: read from the beginning at each start, current once the end seen
 * at start is reached, a change is here within a fraction of a second, and a lower version never replaces a higher one. Needs Kafka, not the Web DB.
 */
@NullMarked
package io.vedette.alerting.config;

import org.jspecify.annotations.NullMarked;
