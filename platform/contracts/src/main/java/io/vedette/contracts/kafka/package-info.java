/**
 * Kafka topics, record keys and headers: names, partition counts, retention and record sizes are constants here, created and checked by every
 * service at start. Promise: a topic whose setting is wrong is refused by name, never used as it is.
 */
@NullMarked
package io.vedette.contracts.kafka;

import org.jspecify.annotations.NullMarked;
