package io.vedette.observer.ini;

/**
 * One {@code key = value}.
 *
 * @param section where it was written; for an inherited one the default section
 * @param key as written
 * @param value trimmed; continuation lines follow after a line feed
 * @param line of the key, from 1
 */
public record Entry(String section, String key, String value, int line) {

    /** How faults call it. */
    public String field() {
        return section + "." + key;
    }
}
