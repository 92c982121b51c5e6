package io.vedette.configmonitor.files;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Files of some other service that are watched, by the watch's name below {@code vedette.files.watches}.
 *
 * @param shipper whose files these are; it fills in what is not given: where in the operator's folder, how they are checked, the signal, the order
 * @param files absolute paths, with {@code *}, {@code ?}, {@code **} and braces; symbolic links are followed
 * @param into the directory the service reads; a file is copied there when it is accepted, under its own name
 * @param order of several watches with changes at once, the lowest first; 0 is a shipper's 50, anybody else's 100
 * @param quiet how long nothing must change before files are read
 * @param validate a program and its arguments, {@code %[file]} being a copy to judge; exit 0 accepts, else its first line is the reason
 * @param action a program and its arguments, run when files were copied
 * @param post a URL that is asked with POST when files were copied
 * @param restartSteps {@code plugin/step} of the observer, whose executables start anew when files were copied
 * @param refresh a URL of the suite's own services that is asked with POST and an operator's token when files were copied
 * @param signal sent to the process whose number stands in {@code pidFile} when files were copied, as {@code HUP}
 * @param confirm a URL that answers 2xx, once the service runs with what was copied
 * @param confirmBy a program that exits with 0 then
 * @param within how long the service may take; past it, the files from before are put back and the action is taken again
 */
record WatchSettings(
        @Nullable Shipper shipper,
        @DefaultValue List<String> files,
        @Nullable Path into,
        @DefaultValue("0") int order,
        @DefaultValue("500ms") Duration quiet,
        @DefaultValue List<String> validate,
        @DefaultValue List<String> action,
        @Nullable URI post,
        @DefaultValue List<String> restartSteps,
        @Nullable URI refresh,
        @Nullable String signal,
        @Nullable Path pidFile,
        @Nullable URI confirm,
        @DefaultValue List<String> confirmBy,
        @DefaultValue("30s") Duration within) {

    private static final int LAST = 100;
    private static final Pattern STEP = Pattern.compile("[A-Za-z0-9_-]+/[A-Za-z0-9_]+");

    /** @throws IllegalArgumentException naming what is missing */
    WatchSettings {
        if ((files.isEmpty() && shipper == null) || into == null) {
            throw new IllegalArgumentException("a watch needs files and into");
        }
        if ((signal != null && pidFile == null) || (signal == null && pidFile != null && shipper == null)) {
            throw new IllegalArgumentException("a signal needs a pid-file, and a pid-file a signal");
        }
        for (String step : restartSteps) {
            if (!STEP.matcher(step).matches()) {
                throw new IllegalArgumentException("restart-steps: '" + step + "' is not plugin/step");
            }
        }
        if (order == 0) {
            order = shipper == null ? LAST : FolderWatch.SHIPPERS;
        }
    }

    Path place() {
        return requireNonNull(into);
    }

    /**
     * With what its shipper fills in.
     *
     * @param directory the operator's folder
     */
    WatchSettings in(@Nullable Path directory) {
        if (shipper == null) {
            return this;
        }
        if (files.isEmpty() && directory == null) {
            throw new IllegalArgumentException("the watch of a shipper needs files, or vedette.files.directory");
        }
        return new WatchSettings(
                shipper,
                directory != null && files.isEmpty() ? List.of(shipper.files(directory)) : files,
                into,
                order,
                quiet,
                validate.isEmpty() ? shipper.check() : validate,
                action,
                post,
                restartSteps,
                refresh,
                signal == null && pidFile != null ? Shipper.SIGNAL : signal,
                pidFile,
                confirm,
                confirmBy,
                within);
    }
}
