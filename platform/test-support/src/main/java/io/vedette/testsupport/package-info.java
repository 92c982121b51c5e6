/**
 * What every test of the suite leans on: real Postgres, Redis, Kafka and Cassandra, a clock that tests move, and the house's rules. Promise: the servers
 * start when first asked for, once per JVM, and end with it in whatever way it ends; containers where a Docker engine has or gets the image
 * within 20 s, embedded servers where not (of Cassandra always), and which it is gets printed.
 */
@NullMarked
package io.vedette.testsupport;

import org.jspecify.annotations.NullMarked;
