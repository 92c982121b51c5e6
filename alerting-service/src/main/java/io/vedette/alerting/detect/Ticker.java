package io.vedette.alerting.detect;

/** Measures how long something took, in ms since an arbitrary moment; never jumps, unlike a clock. */
@FunctionalInterface
interface Ticker {
    long ms();
}
