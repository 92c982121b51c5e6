/**
 * Ports of the line and datagram protocols: open only while a check wants what comes in there, on loopback unless addresses are given, each with TLS when it
 * is asked for. Promise: a line, a connection and what waits for the journal are bounded; who sends faster than the disk takes is read more slowly.
 */
@NullMarked
package io.vedette.broker.listen;

import org.jspecify.annotations.NullMarked;
