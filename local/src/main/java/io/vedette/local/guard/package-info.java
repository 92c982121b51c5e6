/**
 * Processes that cannot outlive their owner. Promise: when the owner stops a process, or dies in whatever way, the process is asked to end, and
 * killed when it does not. Invariant: the owner holds the only writing end of the pipe that the guard reads.
 */
@NullMarked
package io.vedette.local.guard;

import org.jspecify.annotations.NullMarked;
