/**
 * Kafka as this stratcon uses it: producer of metrics and feeds, threads that consume. Promise: Kafka away stops nothing but itself — the live lane drops
 * by age alone, counted; whoever consumes goes on when it is back. Invariant: no topic is used before its settings were checked.
 */
@NullMarked
package io.vedette.stratcon.mq;

import org.jspecify.annotations.NullMarked;
