package io.vedette.configmonitor.cron;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;

/**
 * One line of a crontab.
 *
 * @param file relative to the operator's folder
 * @param line from 1
 * @param schedule when it is due
 * @param zone by whose clock
 * @param command for the shell
 * @param input what its standard input holds: what follows the first per cent sign
 * @param environment what it sees beside the usual
 * @param limits how long it may take, and how it is put off
 */
record CronJob(
        String file,
        int line,
        Schedule schedule,
        ZoneId zone,
        String command,
        String input,
        Map<String, String> environment,
        Limits limits) {
    private static final int LONG_ENOUGH = 12;

    /**
     * As of MetWork's wrapper.
     *
     * @param timeout then it is ended with all that it started; zero is no limit
     * @param randomDelay it starts some random while later, at most this
     * @param low runs behind everything else on the machine
     */
    record Limits(Duration timeout, Duration randomDelay, boolean low) {}

    CronJob {
        environment = Map.copyOf(environment);
    }

    /** The same as long as the line says the same, on whichever line of the file it stands. */
    String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((file + "\n" + schedule.text() + "\n" + command + "\n" + input)
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LONG_ENOUGH);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
