/**
 * Fault detection: judges each fresh sample by the rule sets of its stream and writes what changes to {@code vedette.faults}. Promise: transitions
 * only, exactly once, with ids that a replay repeats; data the stratcon calls old never pages, and neither does an outage of our own: silence is
 * counted only while the sample's broker was live and detection consumed. Everything mutable of a partition belongs to its stream thread.
 */
@NullMarked
package io.vedette.alerting.detect;

import org.jspecify.annotations.NullMarked;
