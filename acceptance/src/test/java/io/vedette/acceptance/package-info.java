/**
 * The whole suite as real processes, looked at from outside only: HTTP, SSE, UDP, files, Kafka and psql. One suite serves all scenarios of a run;
 * each makes its own checks, rule sets and files.
 */
@NullMarked
package io.vedette.acceptance;

import org.jspecify.annotations.NullMarked;
