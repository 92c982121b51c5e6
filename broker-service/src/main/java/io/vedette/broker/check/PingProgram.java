package io.vedette.broker.check;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Echo requests by the machine's {@code ping}, which may what the broker may not. */
final class PingProgram {
    private static final Pattern TIME = Pattern.compile("time=([0-9.]+) ms");
    private static final double MS = 1000;

    private PingProgram() {}

    /** Seconds of each round trip that was one. */
    static List<Double> trips(InetAddress target, int count, Duration interval, Duration patience)
            throws IOException, InterruptedException {
        Process ping = new ProcessBuilder(
                        "ping",
                        target instanceof Inet6Address ? "-6" : "-4",
                        "-n",
                        "-c",
                        Integer.toString(count),
                        "-i",
                        String.format(Locale.ROOT, "%.3f", interval.toMillis() / MS),
                        "-w",
                        Long.toString(Math.max(1, (patience.toMillis() + 999) / 1000)),
                        target.getHostAddress())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(ping.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<Double> trips = new ArrayList<>();
            Matcher times = TIME.matcher(said);
            while (times.find()) {
                trips.add(Double.parseDouble(times.group(1)) / MS);
            }
            if (trips.isEmpty() && ping.waitFor() > 1) {
                throw new IOException("ping: " + said.strip());
            }
            return trips;
        } finally {
            ping.destroyForcibly();
        }
    }
}
