package io.vedette.service.identity;

import java.util.Locale;

/** What becomes of an application that shows a token, by the name it gives. */
public enum AppState {
    ALLOW,
    /** 401, until an admin decides. */
    PENDING,
    /** 403. */
    DENY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException for another word
     */
    public static AppState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
