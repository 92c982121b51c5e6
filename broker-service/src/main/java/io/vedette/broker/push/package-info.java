/**
 * The way of every push over HTTP, from the door to the journal, and HTTPTrap, the suite's own. Promise: a 2xx is in the journal; bad input is answered or counted with its reason, stops
 * nothing and cannot make the broker hold more than a bounded amount of memory. Secrets reach no log.
 */
@NullMarked
package io.vedette.broker.push;

import org.jspecify.annotations.NullMarked;
