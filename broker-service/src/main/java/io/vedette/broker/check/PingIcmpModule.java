package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.springframework.stereotype.Component;

/**
 * Check type {@code ping_icmp}: whether the target answers echo requests. Keys: {@code count} (5), {@code interval} between them in ms (2,000),
 * {@code avail_needed} (100 %). Metrics: {@code count}, {@code available} in %, {@code minimum}, {@code average}, {@code maximum} in seconds, null when
 * nothing came back. Available when any answer came, good when enough did. Uses the kernel's unprivileged ICMP socket, and the {@code ping} program where
 * the kernel forbids that.
 */
@Component
final class PingIcmpModule implements CheckModule {
    private static final int MOST = 100;
    private static final double ALL = 100;

    private final IcmpEcho echo;

    PingIcmpModule(IcmpEcho echo) {
        this.echo = echo;
    }

    @Override
    public String name() {
        return "ping_icmp";
    }

    @Override
    public List<FieldError> verify(Check check) {
        return new Fields(check)
                .target()
                .wholeNumber("count", 1, MOST)
                .wholeNumber("interval", 10, 60_000)
                .wholeNumber("avail_needed", 0, 100)
                .errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException, InterruptedException {
        int count = Integer.parseInt(check.getConfigOrDefault("count", "5"));
        Duration interval = Duration.ofMillis(Long.parseLong(check.getConfigOrDefault("interval", "2000")));
        // What is still out shortly before the check's own timeout counts as lost.
        Duration patience = Duration.ofMillis(check.getTimeoutMs() - Math.min(250, check.getTimeoutMs() / 5));
        InetAddress target = Targets.address(check);
        List<Double> trips = echo.isOpen(target)
                ? trips(target, count, interval, patience)
                : PingProgram.trips(target, count, interval, patience);
        double available = ALL * trips.size() / count;
        Collected collected = new Collected(nowMs).count("count", count).real("available", available);
        figure(collected, "minimum", trips, stream -> stream.min().orElseThrow());
        figure(collected, "average", trips, stream -> stream.average().orElseThrow());
        figure(collected, "maximum", trips, stream -> stream.max().orElseThrow());
        boolean good = available >= Double.parseDouble(check.getConfigOrDefault("avail_needed", "100"));
        return new CheckResult(
                !trips.isEmpty(), good, trips.size() + " of " + count + " came back", collected.samples());
    }

    private static void figure(
            Collected collected, String name, List<Double> trips, ToDoubleFunction<DoubleStream> figure) {
        if (trips.isEmpty()) {
            collected.nothing(name);
        } else {
            collected.real(name, figure.applyAsDouble(trips.stream().mapToDouble(Double::doubleValue)));
        }
    }

    private List<Double> trips(InetAddress target, int count, Duration interval, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<CompletableFuture<Double>> sent = new ArrayList<>();
        try {
            for (int i = 0; i < count && System.nanoTime() < end; i++) {
                if (i > 0) {
                    TimeUnit.NANOSECONDS.sleep(Math.min(interval.toNanos(), end - System.nanoTime()));
                }
                sent.add(echo.send(target));
            }
            List<Double> trips = new ArrayList<>();
            for (CompletableFuture<Double> answer : sent) {
                try {
                    trips.add(answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
                } catch (TimeoutException | ExecutionException lost) {
                    // Not among the round trips: that is how it counts.
                }
            }
            return trips;
        } finally {
            sent.forEach(answer -> answer.cancel(false));
        }
    }
}
