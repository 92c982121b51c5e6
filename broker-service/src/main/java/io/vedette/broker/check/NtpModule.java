package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Check type {@code ntp}: how far the target's clock is from the broker's. Key: {@code port} (123). Asks four times and takes the answer with the least
 * delay. Metrics in seconds: {@code offset} (its clock minus ours), {@code delay}, {@code dispersion}, {@code jitter}; {@code offset_ms};
 * {@code stratum}. An unsynchronised server is available and not good.
 */
@Component
final class NtpModule implements CheckModule {
    private static final int ASKED = 4;
    private static final int LENGTH = 48;
    private static final byte CLIENT_VERSION_4 = 0x23;
    private static final int UNSYNCHRONISED = 3;
    private static final int WORST_STRATUM = 15;
    private static final long FROM_1900_TO_1970 = 2_208_988_800L;
    private static final double FRACTION = 4_294_967_296.0;
    private static final double SHORT_FRACTION = 65_536.0;

    private final SecureRandom random = new SecureRandom();

    /** One answer. */
    private record Answer(double offset, double delay, double dispersion, int leap, int stratum) {}

    @Override
    public String name() {
        return "ntp";
    }

    @Override
    public List<FieldError> verify(Check check) {
        return new Fields(check)
                .target()
                .wholeNumber("port", 1, 65535)
                .wrongIf(Fields.isTrue(check, "control"), "control", "is not spoken by this broker")
                .errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException {
        Answer best = null;
        double[] offsets = new double[ASKED];
        InetAddress target = Targets.address(check);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(Math.max(1, Math.toIntExact(check.getTimeoutMs())));
            socket.connect(target, Integer.parseInt(check.getConfigOrDefault("port", "123")));
            for (int i = 0; i < ASKED; i++) {
                Answer answer = ask(socket);
                offsets[i] = answer.offset();
                best = best == null || answer.delay() < best.delay() ? answer : best;
            }
        }
        if (best == null) {
            return CheckResult.unavailable("no answer");
        }
        Collected collected = new Collected(nowMs)
                .real("offset", best.offset())
                .real("offset_ms", best.offset() * 1000)
                .real("delay", best.delay())
                .real("dispersion", best.dispersion())
                .real("jitter", jitter(offsets, best.offset()))
                .count("stratum", best.stratum());
        boolean isSynchronised = best.leap() != UNSYNCHRONISED && best.stratum() > 0 && best.stratum() <= WORST_STRATUM;
        String status = isSynchronised ? "stratum " + best.stratum() : "not synchronised";
        return new CheckResult(true, isSynchronised, status, collected.samples());
    }

    private Answer ask(DatagramSocket socket) throws IOException {
        byte[] request = new byte[LENGTH];
        request[0] = CLIENT_VERSION_4;
        // Where our time would stand: a number only the one we asked can send back.
        long cookie = random.nextLong();
        ByteBuffer.wrap(request).putLong(40, cookie);
        Instant sent = Instant.now();
        socket.send(new DatagramPacket(request, LENGTH));
        ByteBuffer answer = ByteBuffer.allocate(LENGTH);
        do {
            DatagramPacket packet = new DatagramPacket(answer.array(), LENGTH);
            socket.receive(packet);
        } while (answer.getLong(24) != cookie);
        Instant received = Instant.now();
        double t1 = seconds(sent);
        double t4 = seconds(received);
        double t2 = timestamp(answer, 32);
        double t3 = timestamp(answer, 40);
        return new Answer(
                ((t2 - t1) + (t3 - t4)) / 2,
                Math.max(0, (t4 - t1) - (t3 - t2)),
                answer.getInt(8) / SHORT_FRACTION,
                (answer.get(0) >> 6) & 3,
                answer.get(1) & 0xff);
    }

    /** Seconds since 1970, to a few hundred ns. */
    private static double timestamp(ByteBuffer answer, int at) {
        long seconds = Integer.toUnsignedLong(answer.getInt(at)) - FROM_1900_TO_1970;
        return seconds + Integer.toUnsignedLong(answer.getInt(at + 4)) / FRACTION;
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }

    private static double jitter(double[] offsets, double best) {
        double squares = 0;
        for (double offset : offsets) {
            squares += (offset - best) * (offset - best);
        }
        return Math.sqrt(squares / Math.max(1, offsets.length - 1));
    }
}
