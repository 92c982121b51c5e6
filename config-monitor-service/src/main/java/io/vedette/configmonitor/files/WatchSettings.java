package io.vedette.configmonitor.files;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Files of some other service that are watched, by the watch's name below {@code vedette.files.watches}.
 *
 * @param files absolute paths, with {@code *}, {@code ?}, {@code **} and braces; symbolic links are followed
 * @param into the directory the service reads; a file is copied there when it is accepted, under its own name
 * @param order of several watches with changes at once, the lowest first
 * @param quiet how long nothing must change before files are read
 * @param validate a program and its arguments, {@code %[file]} being a copy to judge; exit 0 accepts, else its first line is the reason
 * @param action a program and its arguments, run when files were copied
 * @param post a URL that is asked with POST when files were copied
 * @param signal sent to the process whose number stands in {@code pidFile} when files were copied, as {@code HUP}
 * @param confirm a URL that answers 2xx, once the service runs with what was copied
 * @param confirmBy a program that exits with 0 then
 * @param within how long the service may take; past it, the files from before are put back and the action is taken again
 */
record WatchSettings(
        @DefaultValue List<String> files,
        @Nullable Path into,
        @DefaultValue("100") int order,
        @DefaultValue("500ms") Duration quiet,
        @DefaultValue List<String> validate,
        @DefaultValue List<String> action,
        @Nullable URI post,
        @Nullable String signal,
        @Nullable Path pidFile,
        @Nullable URI confirm,
        @DefaultValue List<String> confirmBy,
        @DefaultValue("30s") Duration within) {

    /** @throws IllegalArgumentException naming what is missing */
    WatchSettings {
        if (files.isEmpty() || into == null) {
            throw new IllegalArgumentException("a watch needs files and into");
        }
        if ((signal == null) != (pidFile == null)) {
            throw new IllegalArgumentException("a signal needs a pid-file, and a pid-file a signal");
        }
    }

    Path place() {
        return requireNonNull(into);
    }
}
