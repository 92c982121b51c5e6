package io.vedette.broker.journal;

/** When an append counts as done. */
public enum Durability {
    /** After the fsync: what is answered survives a power cut. */
    COMMITTED,
    /** After the write: what is answered survives the end of the process; a power cut costs the last second of it. */
    WRITTEN
}
