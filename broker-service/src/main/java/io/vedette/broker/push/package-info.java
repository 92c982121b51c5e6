/**
 * What sends on its own: HTTPTrap over HTTP, statsd over UDP. Promise: a 2xx is in the journal; bad input is answered or counted with its reason, stops
 * nothing and cannot make the broker hold more than a bounded amount of memory. Secrets reach no log.
 */
@NullMarked
package io.vedette.broker.push;

import org.jspecify.annotations.NullMarked;
