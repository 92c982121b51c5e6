package io.vedette.configmonitor.files;

import java.util.regex.Pattern;

/**
 * Files of the operator's folder that are watched.
 *
 * @param name what it is called where it is shown
 * @param order among all watches with changes at once, the lowest first
 * @param files paths relative to the folder, with slashes
 * @param receiver whom they are brought to
 */
public record FolderWatch(String name, int order, Pattern files, Receiver receiver) {
    /** As MFDATA's conf_monitor went: processes, watched directories, crontabs; then what it did not know. */
    public static final int STEPS = 10;

    public static final int DIRECTORIES = 20;
    public static final int CRONTABS = 30;
    public static final int SHIPPERS = 50;
    public static final int CHECKS = 60;

    boolean covers(String path) {
        return files.matcher(path).matches();
    }
}
