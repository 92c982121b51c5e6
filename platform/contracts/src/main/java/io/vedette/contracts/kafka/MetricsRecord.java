package io.vedette.contracts.kafka;

import io.vedette.contracts.feed.Position;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What stands around a batch on {@link Topic#METRICS}: a key that keeps a stream in one partition, and headers that tell where it came from and
 * whether it is old. Old is judged once, by the stratcon as it draws.
 */
public final class MetricsRecord {
    private static final String POSITION = "vedette-position";
    private static final String AGE = "vedette-age";
    private static final String BROKER = "vedette-broker";
    private static final byte FRESH = 0;
    private static final byte OLD = 1;

    private MetricsRecord() {}

    /** Check uuid and shard, 18 bytes. */
    public static byte[] key(UUID check, int shard) {
        return ByteBuffer.allocate(2 * Long.BYTES + Short.BYTES)
                .putLong(check.getMostSignificantBits())
                .putLong(check.getLeastSignificantBits())
                .putShort((short) shard)
                .array();
    }

    /**
     * @param old the stratcon's verdict: drawn more than 10 s after the broker had it
     * @param brokerId broker the batch came from; 0 for what a stratcon says of itself
     */
    public static void stamp(Headers headers, Position position, boolean old, long brokerId) {
        UUID journal = position.journal();
        headers.add(
                POSITION,
                ByteBuffer.allocate(3 * Long.BYTES)
                        .putLong(journal.getMostSignificantBits())
                        .putLong(journal.getLeastSignificantBits())
                        .putLong(position.offset())
                        .array());
        headers.add(AGE, new byte[] {old ? OLD : FRESH});
        headers.add(BROKER, ByteBuffer.allocate(Long.BYTES).putLong(brokerId).array());
    }

    /**
     * Where in which journal the batch stands; a consumer drops what it has already seen.
     *
     * @throws IllegalArgumentException when the header is missing or malformed
     */
    public static Position position(Headers headers) {
        ByteBuffer value = value(headers, POSITION, 3 * Long.BYTES);
        return new Position(new UUID(value.getLong(), value.getLong()), value.getLong());
    }

    /**
     * @throws IllegalArgumentException when the header is missing or malformed
     */
    public static boolean isOld(Headers headers) {
        return value(headers, AGE, 1).get() == OLD;
    }

    /**
     * @throws IllegalArgumentException when the header is missing or malformed
     */
    public static long brokerId(Headers headers) {
        return value(headers, BROKER, Long.BYTES).getLong();
    }

    private static ByteBuffer value(Headers headers, String name, int length) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null || header.value().length != length) {
            throw new IllegalArgumentException("metrics record without a proper header " + name);
        }
        return ByteBuffer.wrap(header.value());
    }
}
