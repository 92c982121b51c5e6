package io.vedette.stratcon.draw;

import java.time.Clock;

/** What every lane needs. */
record DrawTools(DrawSettings settings, DrawMetrics metrics, Clock clock) {}
