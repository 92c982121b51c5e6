/**
 * The real Postgres, Redis and Kafka on loopback, from Maven artifacts: for the suite on one machine and for tests; Cassandra for tests
 * and measurements. Promise: data outlives restarts
 * and kills; nothing answers without a password; no server outlives its owner. Free of Spring.
 */
@NullMarked
package io.vedette.local.servers;

import org.jspecify.annotations.NullMarked;
