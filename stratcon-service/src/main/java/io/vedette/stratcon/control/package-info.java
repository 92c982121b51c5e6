/**
 * Hands each broker its checks, and has it run those that somebody watches at their live period. Promise: a change is on the broker within a second while
 * it is connected, and at its next connect otherwise. Invariant:
 * absence never deletes; what a broker holds newer than we know stays.
 */
@NullMarked
package io.vedette.stratcon.control;

import org.jspecify.annotations.NullMarked;
