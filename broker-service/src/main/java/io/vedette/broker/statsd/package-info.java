/**
 * statsd over UDP and TCP: lines accumulate over their check's period and become one value a stream, stamped at the period's end; each second the values so far
 * are shown to whoever watches. Promise: a line is accumulated or refused with a counted reason; nothing a datagram holds makes the broker keep more than
 * a bounded number of streams. A crash costs at most one period.
 */
@NullMarked
package io.vedette.broker.statsd;

import org.jspecify.annotations.NullMarked;
