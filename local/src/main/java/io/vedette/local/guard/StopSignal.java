package io.vedette.local.guard;

/** How a process is asked to end. */
public enum StopSignal {
    TERM,
    INT
}
