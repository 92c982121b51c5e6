package io.vedette.broker.statsd;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.statsd.StatsdValue.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of one check came to in the present period. A gauge keeps its value over periods, so that a change has something to change, and is told
 * in periods in which it was set; one that was not touched for an hour is forgotten, any other stream when a period passed without it. Guarded by its
 * period.
 */
final class Accumulator {
    private static final long FORGOTTEN_MS = 3_600_000;
    private static final int PIECE_BYTES = 128 * 1024;

    private final int maxStreams;
    private final int maxSetSize;
    private final Map<String, Cell> cells = new HashMap<>();
    private final CellIndex index = new CellIndex();
    private List<Cell> changed = new ArrayList<>();
    private boolean swept;

    Accumulator(int maxStreams, int maxSetSize) {
        this.maxStreams = maxStreams;
        this.maxSetSize = maxSetSize;
    }

    /** Adds a line whose stream it has seen; whether it has. */
    boolean add(PlainLine line, long nowMs) {
        Cell cell = index.find(line);
        if (cell == null) {
            return false;
        }
        if (cell.add(line.number(), line.rate(), line.isSigned(), nowMs)) {
            changed.add(cell);
        }
        return true;
    }

    /** From now on the line is known to be of this value's stream. */
    void know(PlainLine line, StatsdValue value) {
        String key = key(value);
        Cell cell = key == null ? null : cells.get(key);
        if (cell != null) {
            index.add(line, cell);
        }
    }

    /**
     * @throws StatsdLineException {@code bad_tag}, {@code too_many_streams} or {@code set_full}
     */
    void add(StatsdValue value, long nowMs) throws StatsdLineException {
        String key = key(value);
        if (key == null) {
            throw new StatsdLineException("bad_tag");
        }
        Cell cell = cells.get(key);
        if (cell == null) {
            cell = begin(value.kind(), key);
        }
        boolean first = value.kind() == Kind.SET
                ? cell.add(value.member(), maxSetSize, nowMs)
                : cell.add(value.number(), value.rate(), value.isChange(), nowMs);
        if (first) {
            changed.add(cell);
        }
    }

    private static @Nullable String key(StatsdValue value) {
        return value.stream("").canonical().orElse(null);
    }

    private Cell begin(Kind kind, String key) throws StatsdLineException {
        if (cells.size() >= maxStreams && !swept) {
            // Those of the period before make room; once is enough for a period.
            swept = true;
            removeUntouched();
        }
        if (cells.size() >= maxStreams) {
            throw new StatsdLineException("too_many_streams");
        }
        Cell cell = new Cell(kind, key);
        cells.put(key, cell);
        return cell;
    }

    private void removeUntouched() {
        if (cells.values().removeIf(cell -> !cell.isTouched() && cell.kind() != Kind.GAUGE)) {
            index.clear();
        }
    }

    /** The values so far, as samples at this time. */
    List<Sample> values(long timeMs) {
        List<Sample> samples = new ArrayList<>();
        for (Cell cell : cells.values()) {
            if (cell.isTouched()) {
                cell.tell(timeMs, samples);
            }
        }
        return samples;
    }

    /** The values of the period that ends at this time; the next begins empty but for the gauges' values. */
    List<Sample> close(long endMs) {
        List<Sample> samples = values(endMs);
        removeUntouched();
        if (cells.values().removeIf(cell -> cell.kind() == Kind.GAUGE && endMs - cell.touchedMs() > FORGOTTEN_MS)) {
            index.clear();
        }
        cells.values().forEach(Cell::turn);
        swept = false;
        return samples;
    }

    /** What changed since it was asked for last, in pieces that {@link #restore} reads. */
    List<byte[]> changes() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Cell> written = changed;
        changed = new ArrayList<>();
        List<byte[]> pieces = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            for (Cell cell : written) {
                boolean whole = false;
                while (!whole) {
                    whole = cell.write(out);
                    if (bytes.size() >= PIECE_BYTES) {
                        pieces.add(bytes.toByteArray());
                        bytes.reset();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.size() > 0) {
            pieces.add(bytes.toByteArray());
        }
        return pieces;
    }

    /** Takes up a piece of changes; of a period whose values are told already the gauges alone. */
    void restore(byte[] piece, boolean gaugesAlone, long atMs) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(piece));
        try {
            while (in.available() > 0) {
                Cell found = Cell.head(in);
                found.read(in, atMs);
                if (!gaugesAlone || found.kind() == Kind.GAUGE) {
                    cells.computeIfAbsent(found.name(), name -> new Cell(found.kind(), name))
                            .take(found);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a contribution with a good checksum that is none", e);
        }
    }
}
