package io.vedette.webdb.alert;

import java.util.Locale;

/** Where a message stands. All but {@link #DUE} are final. */
public enum MessageState {
    DUE,
    DELIVERED,
    /** Nothing can carry it, so it is here to be read. */
    KEPT,
    /** The other side will never take it. */
    REJECTED,
    /** The alert cleared before anybody was to be told. */
    WITHDRAWN,
    /** Tried for as long as is reasonable. */
    EXPIRED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
