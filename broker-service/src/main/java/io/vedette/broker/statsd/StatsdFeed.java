package io.vedette.broker.statsd;

import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Takes datagrams and pieces of connections apart, line by line, and each line into the period of the check that takes it. Belongs to one thread. */
final class StatsdFeed {
    /** Protocol under which lines are tallied: received = accumulated + refused. */
    static final String LINES = "statsd_lines";

    private static final int MOST_SENDERS = 10_000;

    private final StatsdPeriods periods;
    private final Intake intake;
    private final Tally tally;
    private final Clock clock;
    private final PlainLine plain = new PlainLine();
    private final Map<String, List<Taker>> bySender = new HashMap<>();
    private final LongAdder allReceived;
    private final LongAdder allAccumulated;
    private int version = -1;
    private long nowMs;
    private int received;
    private int accumulated;

    /**
     * Who takes a sender's lines.
     *
     * @param prefix of the names it takes
     */
    record Taker(Check check, byte[] prefix, OpenPeriod period) {

        boolean takes(byte[] bytes, int from, int to) {
            return to - from >= prefix.length
                    && Arrays.equals(prefix, 0, prefix.length, bytes, from, from + prefix.length);
        }
    }

    StatsdFeed(StatsdPeriods periods, Intake intake, Tally tally, Clock clock) {
        this.periods = periods;
        this.intake = intake;
        this.tally = tally;
        this.clock = clock;
        allReceived = tally.counter(LINES, "received");
        allAccumulated = tally.counter(LINES, "accumulated");
    }

    /** Takes the lines of one datagram from this address. */
    void take(String sender, byte[] bytes, int length) {
        List<Taker> takers = takers(sender);
        nowMs = clock.millis();
        received = 0;
        accumulated = 0;
        int at = 0;
        while (at < length) {
            at = line(takers, bytes, at, length) + 1;
        }
        allReceived.add(received);
        allAccumulated.add(accumulated);
    }

    private List<Taker> takers(String sender) {
        int present = periods.version();
        if (present != version || bySender.size() > MOST_SENDERS) {
            bySender.clear();
            version = present;
        }
        List<Taker> takers = bySender.get(sender);
        if (takers == null) {
            takers = periods.takers(sender);
            bySender.put(sender, takers);
        }
        return takers;
    }

    /** Where the line ends. */
    private int line(List<Taker> takers, byte[] bytes, int from, int to) {
        Taker taker = taker(takers, bytes, from, to);
        if (taker != null && plain.read(bytes, from, to)) {
            boolean added;
            synchronized (taker.period()) {
                added = taker.period().accumulator().add(plain, nowMs);
            }
            if (!added) {
                slow(taker, plain, text(bytes, from, plain.lineEnd()));
            } else {
                received++;
                accumulated++;
            }
            return plain.lineEnd();
        }
        int end = lineEnd(bytes, from, to);
        slow(taker, null, text(bytes, from, end));
        return end;
    }

    private static @Nullable Taker taker(List<Taker> takers, byte[] bytes, int from, int to) {
        for (Taker taker : takers) {
            if (taker.takes(bytes, from, to)) {
                return taker;
            }
        }
        return null;
    }

    private void slow(@Nullable Taker taker, @Nullable PlainLine known, String line) {
        if (line.isEmpty()) {
            return;
        }
        received++;
        if (taker == null) {
            tally.refused(LINES, "no_check", 1);
            return;
        }
        try {
            if (DogStatsdNote.isNote(line)) {
                note(taker.check(), DogStatsdNote.parse(line, nowMs));
            } else {
                add(taker.period(), known, StatsdLine.parse(line));
            }
            accumulated++;
        } catch (StatsdLineException e) {
            tally.refused(LINES, e.reason(), 1);
        }
    }

    private void add(OpenPeriod period, @Nullable PlainLine known, List<StatsdValue> values)
            throws StatsdLineException {
        synchronized (period) {
            for (StatsdValue value : values) {
                period.accumulator().add(value, nowMs);
            }
            if (known != null) {
                period.accumulator().know(known, values.getFirst());
            }
        }
    }

    private void note(Check check, List<Sample> notes) {
        // What the journal refuses, the intake has counted.
        CompletableFuture<Taken> ignored = intake.takeOrHold(check, notes, nowMs);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
    }

    private static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
