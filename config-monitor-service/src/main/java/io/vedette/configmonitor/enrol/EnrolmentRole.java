package io.vedette.configmonitor.enrol;

import java.util.Locale;
import java.util.Set;

/** What may enrol. */
enum EnrolmentRole {
    BROKER,
    STRATCON;

    static final Set<String> WORDS = Set.of("broker", "stratcon");

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EnrolmentRole ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
