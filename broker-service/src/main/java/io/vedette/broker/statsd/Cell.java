package io.vedette.broker.statsd;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.statsd.StatsdValue.Kind;
import io.vedette.contracts.stream.StreamTags;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the lines of one stream came to in the present period. Guarded by its accumulator. */
final class Cell {
    private static final String[] PARTS = {"count", "sum", "min", "max", "mean"};

    private static final Deque<String> NOBODY = new ArrayDeque<>(1);
    private static final int PIECE_CHARS = 32 * 1024;

    private final Kind kind;
    private final String name;
    private final String[] parts;
    private final Set<String> members;
    /** Those not yet written. */
    private final Deque<String> fresh;

    private long touchedMs;
    private boolean touched;
    private boolean changed;
    private double value;
    private double count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /**
     * @param name canonical
     */
    Cell(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
        members = kind == Kind.SET ? new HashSet<>() : Set.of();
        fresh = kind == Kind.SET ? new ArrayDeque<>() : NOBODY;
        parts = kind == Kind.TIMING ? new String[PARTS.length] : new String[0];
        int plain = StreamTags.plainName(name).length();
        for (int i = 0; i < parts.length; i++) {
            parts[i] = name.substring(0, plain) + "`" + PARTS[i] + name.substring(plain);
        }
    }

    Kind kind() {
        return kind;
    }

    boolean isTouched() {
        return touched;
    }

    long touchedMs() {
        return touchedMs;
    }

    /** Adds a number; whether it is the first since it was written. */
    boolean add(double number, double rate, boolean isChange, long nowMs) {
        switch (kind) {
            case COUNTER -> value += number / rate;
            case GAUGE -> value = isChange ? value + number : number;
            case TIMING -> {
                count += 1 / rate;
                sum += number / rate;
                min = Math.min(min, number);
                max = Math.max(max, number);
            }
            case SET -> throw new IllegalArgumentException("a set has no number");
        }
        return touch(nowMs);
    }

    /**
     * The same for a member of a set.
     *
     * @throws StatsdLineException {@code set_full}
     */
    boolean add(String member, int maxMembers, long nowMs) throws StatsdLineException {
        if (members.size() >= maxMembers && !members.contains(member)) {
            throw new StatsdLineException("set_full");
        }
        if (members.add(member)) {
            fresh.add(member);
        }
        return touch(nowMs);
    }

    private boolean touch(long nowMs) {
        boolean first = !changed;
        touched = true;
        changed = true;
        touchedMs = nowMs;
        return first;
    }

    /** The next period begins; a gauge keeps its value. */
    void turn() {
        touched = false;
        if (kind != Kind.GAUGE) {
            value = 0;
        }
        count = 0;
        sum = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        if (kind == Kind.SET) {
            members.clear();
            fresh.clear();
        }
    }

    void tell(long timeMs, List<Sample> samples) {
        switch (kind) {
            case COUNTER, GAUGE -> samples.add(Sample.real(name, timeMs, value));
            case SET -> samples.add(Sample.real(name, timeMs, members.size()));
            case TIMING -> {
                double[] values = {count, sum, min, max, sum / count};
                for (int i = 0; i < parts.length; i++) {
                    samples.add(Sample.real(parts[i], timeMs, values[i]));
                }
            }
        }
    }

    /**
     * Writes what it came to so far: u8 kind, name, then its numbers, or some of the members that were not written yet.
     *
     * @return whether that is all
     */
    boolean write(DataOutput out) throws IOException {
        out.writeByte(kind.code());
        out.writeUTF(name);
        switch (kind) {
            case COUNTER, GAUGE -> out.writeDouble(value);
            case TIMING -> {
                out.writeDouble(count);
                out.writeDouble(sum);
                out.writeDouble(min);
                out.writeDouble(max);
            }
            case SET -> writeMembers(out);
        }
        changed = !fresh.isEmpty();
        return !changed;
    }

    private void writeMembers(DataOutput out) throws IOException {
        for (int chars = 0; chars < PIECE_CHARS && !fresh.isEmpty(); ) {
            String member = fresh.removeFirst();
            chars += member.length();
            out.writeBoolean(true);
            out.writeUTF(member);
        }
        out.writeBoolean(false);
    }

    /** Reads what {@link #write} wrote before the numbers. */
    static Cell head(DataInput in) throws IOException {
        int code = in.readUnsignedByte();
        Kind kind = Kind.ofCode(code).orElseThrow(() -> new IOException("no kind of stream: " + code));
        return new Cell(kind, in.readUTF());
    }

    /** Reads the rest into itself. */
    void read(DataInput in, long atMs) throws IOException {
        switch (kind) {
            case COUNTER, GAUGE -> value = in.readDouble();
            case TIMING -> {
                count = in.readDouble();
                sum = in.readDouble();
                min = in.readDouble();
                max = in.readDouble();
            }
            case SET -> {
                while (in.readBoolean()) {
                    members.add(in.readUTF());
                }
            }
        }
        touched = true;
        touchedMs = atMs;
    }

    /** Takes over what the other is, members added. */
    void take(Cell other) {
        value = other.value;
        count = other.count;
        sum = other.sum;
        min = other.min;
        max = other.max;
        if (kind == Kind.SET) {
            members.addAll(other.members);
        }
        touched = true;
        touchedMs = other.touchedMs;
    }

    String name() {
        return name;
    }
}
