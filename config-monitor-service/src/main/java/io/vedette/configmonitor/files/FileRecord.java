package io.vedette.configmonitor.files;

import java.time.Instant;
import java.util.List;

/**
 * What happened to a file last.
 *
 * @param path relative to the watched directory, or absolute when it is a service's
 * @param state where it stands
 * @param at when it came to stand there
 * @param meaning SHA-256 of what was judged, without comments and blanks; empty for a removed one
 * @param inForce SHA-256 of the text that is in force, as far as is known here; empty when none is
 * @param errors why it is refused, by line
 * @param detail what was started and stopped, or why its receiver was not reached
 * @param notes what was accepted and has no effect
 * @param watch whose file it is
 */
record FileRecord(
        String path,
        FileState state,
        Instant at,
        String meaning,
        String inForce,
        List<FileError> errors,
        String detail,
        List<String> notes,
        String watch) {

    FileRecord {
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
        watch = watch == null ? "" : watch;
    }
}
