/**
 * Graphite's plaintext protocol over TCP, UDP and TLS. Promise: the good lines of a sender are journaled whatever stands between them; bad ones are counted
 * with their reason; each line carries its own time.
 */
@NullMarked
package io.vedette.broker.graphite;

import org.jspecify.annotations.NullMarked;
