/**
 * The Redis lists between watches and steps. Promise: an event that was announced reaches its list at least once and in order, through an
 * outage of Redis too; a message that a worker took is acknowledged or goes back to its list when that worker is dead.
 */
@NullMarked
package io.vedette.observer.queue;

import org.jspecify.annotations.NullMarked;
