package io.vedette.service.identity;

import java.util.Locale;

/** What a caller may do; each role may do what those before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Changes checks and rule sets. */
    EDITOR,
    /** Changes everything of its account. */
    ADMIN,
    /** Stands above accounts. */
    OPERATOR;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The word in tokens and JSON: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException for a word that is no role
     */
    public static Role ofWord(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role: '" + word + "'");
    }
}
