/**
 * Which brokers this stratcon draws: the Kafka consumer group over the topic of brokers deals them out. Promise: when Kafka is away, at a restart too,
 * those known last go on being drawn; that two stratcons then draw one broker does no harm, for the store's position is the fence.
 */
@NullMarked
package io.vedette.stratcon.ownership;

import org.jspecify.annotations.NullMarked;
