package io.vedette.broker.collectd;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.MetricType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads one packet, part by part; names and times hold until a part changes them. Values that are no numbers are null, notifications texts. One use, one
 * thread.
 */
final class CollectdPacket {
    private static final int HEAD_BYTES = 4;
    private static final int VALUE_BYTES = 9;
    private static final int DEEPEST = 2;

    private final Guard guard;
    private final SecurityLevel wanted;
    private final boolean notifications;
    private final ValueNames names;
    private final Consumer<Sample> samples;
    private String plugin = "";
    private String pluginInstance = "";
    private String type = "";
    private String typeInstance = "";
    private String severity = "okay";
    private long timeMs;

    /**
     * @param wanted values that are guarded less are refused
     */
    CollectdPacket(
            Guard guard,
            SecurityLevel wanted,
            boolean notifications,
            ValueNames names,
            long nowMs,
            Consumer<Sample> samples) {
        this.guard = guard;
        this.wanted = wanted;
        this.notifications = notifications;
        this.names = names;
        this.samples = samples;
        timeMs = nowMs;
    }

    /**
     * Reads it to its end or its mistake; samples before that are handed on.
     *
     * @throws PacketException {@code bad_part}, {@code bad_values}, {@code not_guarded} or a reason of {@link Guard}
     */
    void read(byte[] packet) throws PacketException {
        read(ByteBuffer.wrap(packet), SecurityLevel.NONE, 0);
    }

    private void read(ByteBuffer parts, SecurityLevel outer, int depth) throws PacketException {
        SecurityLevel level = outer;
        while (parts.hasRemaining()) {
            if (parts.remaining() < HEAD_BYTES) {
                throw new PacketException("bad_part");
            }
            int kind = Short.toUnsignedInt(parts.getShort());
            int length = Short.toUnsignedInt(parts.getShort()) - HEAD_BYTES;
            if (length < 0 || length > parts.remaining()) {
                throw new PacketException("bad_part");
            }
            ByteBuffer part = parts.slice(parts.position(), length);
            parts.position(parts.position() + length);
            switch (kind) {
                case 0x0200 -> {
                    guard.checkSignature(part, parts);
                    level = level == SecurityLevel.NONE ? SecurityLevel.SIGNED : level;
                }
                case 0x0210 -> {
                    if (depth == DEEPEST) {
                        throw new PacketException("bad_part");
                    }
                    read(guard.open(part), SecurityLevel.ENCRYPTED, depth + 1);
                }
                default -> part(kind, part, level);
            }
        }
    }

    private void part(int kind, ByteBuffer part, SecurityLevel level) throws PacketException {
        switch (kind) {
            case 0x0001 -> timeMs = number(part) * 1000;
            case 0x0008 -> timeMs = highResolution(number(part));
            case 0x0002 -> {
                plugin = text(part);
                pluginInstance = "";
                type = "";
                typeInstance = "";
            }
            case 0x0003 -> pluginInstance = text(part);
            case 0x0004 -> {
                type = text(part);
                typeInstance = "";
            }
            case 0x0005 -> typeInstance = text(part);
            case 0x0006 -> {
                demand(level);
                values(part);
            }
            case 0x0100 -> {
                demand(level);
                notification(text(part));
            }
            case 0x0101 ->
                severity = switch ((int) number(part)) {
                    case 1 -> "failure";
                    case 2 -> "warning";
                    default -> "okay";
                };
            default -> {
                // The host is the check's; intervals and parts to come say nothing to us.
            }
        }
    }

    private void demand(SecurityLevel level) throws PacketException {
        if (level.compareTo(wanted) < 0) {
            throw new PacketException("not_guarded");
        }
    }

    private void values(ByteBuffer part) throws PacketException {
        int count = part.remaining() < 2 ? -1 : Short.toUnsignedInt(part.getShort());
        if (count < 1 || part.remaining() != count * VALUE_BYTES) {
            throw new PacketException("bad_values");
        }
        String base = ValueNames.base(plugin, pluginInstance, type, typeInstance);
        ByteBuffer numbers = part.slice(part.position() + count, count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            String name = base + names.suffix(plugin, type, i, count);
            Sample sample = value(name, part.get(part.position() + i), numbers, i * Long.BYTES);
            samples.accept(sample.timedAt(timeMs));
        }
    }

    private Sample value(String name, byte kind, ByteBuffer numbers, int at) throws PacketException {
        return switch (kind) {
            case 0, 3 -> Sample.whole(name, MetricType.UINT64, timeMs, numbers.getLong(at));
            case 2 -> Sample.whole(name, MetricType.INT64, timeMs, numbers.getLong(at));
            case 1 -> {
                double value = numbers.order(ByteOrder.LITTLE_ENDIAN).getDouble(at);
                numbers.order(ByteOrder.BIG_ENDIAN);
                yield Double.isNaN(value)
                        ? Sample.nothing(name, MetricType.DOUBLE, timeMs)
                        : Sample.real(name, timeMs, value);
            }
            default -> throw new PacketException("bad_values");
        };
    }

    private void notification(String message) {
        String base = ValueNames.base(plugin, pluginInstance, type, typeInstance);
        if (notifications) {
            new StreamName((base.isEmpty() ? "" : base + "`") + "notification")
                    .tag("severity", severity)
                    .canonical()
                    .ifPresent(name ->
                            samples.accept(Sample.text(name, timeMs, message).timedAt(timeMs)));
        }
    }

    private static long number(ByteBuffer part) throws PacketException {
        if (part.remaining() != Long.BYTES) {
            throw new PacketException("bad_part");
        }
        return part.getLong();
    }

    /** Units of 2^-30 s. */
    private static long highResolution(long units) {
        return (units >>> 30) * 1000 + (((units & ((1L << 30) - 1)) * 1000) >>> 30);
    }

    /** Ended by a zero byte. */
    private static String text(ByteBuffer part) throws PacketException {
        int length = part.remaining() - 1;
        if (length < 0 || part.get(part.position() + length) != 0) {
            throw new PacketException("bad_part");
        }
        byte[] bytes = new byte[length];
        part.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
