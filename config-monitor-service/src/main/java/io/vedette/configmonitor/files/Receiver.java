package io.vedette.configmonitor.files;

import java.util.Map;
import java.util.Optional;

/** Whom watched files are brought to: judges them, puts them in force, and takes them away. */
public interface Receiver {
    /** Checks, then puts in force. */
    Answer apply(ConfigText text);

    /** Checks alone. */
    Answer check(ConfigText text);

    Answer remove(String path);

    /** SHA-256 of what is in force, by path; empty while it does not answer. */
    Optional<Map<String, String>> inForce();
}
