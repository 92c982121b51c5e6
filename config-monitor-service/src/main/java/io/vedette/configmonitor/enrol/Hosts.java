package io.vedette.configmonitor.enrol;

import java.util.regex.Pattern;

/** Tells addresses from names, and names from nonsense; asks no resolver. */
final class Hosts {
    private static final Pattern ADDRESS = Pattern.compile(
            "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}|(?=.*:.*:)[0-9a-fA-F:]{2,39}(%\\w+)?");
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?)(\\.[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?)*");

    private Hosts() {}

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    static boolean isHost(String text) {
        return isAddress(text) || NAME.matcher(text).matches();
    }
}
