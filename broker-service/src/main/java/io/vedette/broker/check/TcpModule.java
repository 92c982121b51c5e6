package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.filter.BoundedText;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Check type {@code tcp}: whether a port answers, and with what. Keys: {@code port}, {@code banner_match} (regex on what the other side says first).
 * Times are whole milliseconds.
 */
@Component
final class TcpModule implements CheckModule {
    private static final int MOST_BANNER = 1024;

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public List<FieldError> verify(Check check) {
        return new Fields(check)
                .target()
                .required("port")
                .wholeNumber("port", 1, 65535)
                .pattern("banner_match")
                .errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException {
        long start = System.nanoTime();
        List<Sample> samples = new ArrayList<>();
        try (Socket socket = connect(check, Integer.parseInt(check.getConfigOrThrow("port")))) {
            samples.add(Sample.whole("tt_connect", MetricType.UINT32, nowMs, msSince(start)));
            String wanted = check.getConfigOrDefault("banner_match", "");
            boolean good = wanted.isEmpty() || banner(socket, wanted, start, nowMs, samples);
            samples.add(Sample.whole("duration", MetricType.UINT32, nowMs, msSince(start)));
            return new CheckResult(true, good, good ? "connected" : "banner does not match", samples);
        }
    }

    /** A connection to the check's target within the check's timeout. */
    static Socket connect(Check check, int port) throws IOException {
        Socket socket = new Socket();
        try {
            int timeoutMs = Math.toIntExact(check.getTimeoutMs());
            socket.connect(new InetSocketAddress(Targets.address(check), port), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static boolean banner(Socket socket, String wanted, long start, long nowMs, List<Sample> samples)
            throws IOException {
        byte[] first = new byte[MOST_BANNER];
        int read = Math.max(0, socket.getInputStream().read(first));
        samples.add(Sample.whole("tt_firstbyte", MetricType.UINT32, nowMs, msSince(start)));
        String banner = new String(first, 0, read, StandardCharsets.UTF_8);
        boolean matches = BoundedText.matcher(wanted, banner).find();
        samples.add(Sample.text("banner", nowMs, banner.strip()));
        samples.add(Sample.whole("banner_match", MetricType.UINT32, nowMs, matches ? 1 : 0));
        return matches;
    }

    private static long msSince(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    }
}
