package io.vedette.webdb.alert;

import java.util.Locale;

/** What a message is about. */
public enum MessageKind {
    /** A fault was found. */
    ALERT,
    /** Its severity has changed. */
    TRANSITION,
    /** It is over. */
    RECOVERY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
