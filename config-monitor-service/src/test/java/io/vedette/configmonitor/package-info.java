/** A running config monitor to test from outside: real Postgres, real Kafka, real HTTP. */
@NullMarked
package io.vedette.configmonitor;

import org.jspecify.annotations.NullMarked;
