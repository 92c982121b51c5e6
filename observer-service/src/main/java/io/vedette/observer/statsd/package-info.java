/**
 * Tells a broker what the observer does, in statsd lines over UDP, with MFDATA's names and Influx-style tags. Promise: telling never slows or
 * fails the work; what cannot be sent is counted and gone.
 */
@NullMarked
package io.vedette.observer.statsd;

import org.jspecify.annotations.NullMarked;
