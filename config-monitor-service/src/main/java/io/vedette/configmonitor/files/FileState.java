package io.vedette.configmonitor.files;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a file stands. */
enum FileState {
    /** As on disk. */
    IN_FORCE,
    /** The one before is in force. */
    REFUSED,
    /** The observer was told and did not answer; the one before is in force, and it is tried on. */
    UNREACHABLE,
    /** The service did not come up with it; the one before is in force again. */
    ROLLED_BACK,
    /** Gone from disk and out of force. */
    REMOVED;

    /** In JSON: {@code in-force}. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
