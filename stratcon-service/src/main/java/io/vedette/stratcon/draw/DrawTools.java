package io.vedette.stratcon.draw;

import io.vedette.stratcon.rollup.StreamNames;
import java.time.Clock;

/** What every lane needs. */
record DrawTools(DrawSettings settings, DrawMetrics metrics, StreamNames names, Clock clock) {}
