package io.vedette.stratcon.chunk;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What zstd made smaller. To make what it works with takes as long as a column does, so that is used again. Safe for many threads. */
final class Decompression {
    /** As many as were ever at work at once. */
    private static final Queue<ZstdDecompressCtx> IDLE = new ConcurrentLinkedQueue<>();

    private Decompression() {}

    /**
     * @param most bytes it may be
     */
    static byte[] of(byte[] compressed, int most) {
        ZstdDecompressCtx idle = IDLE.poll();
        ZstdDecompressCtx context = idle == null ? new ZstdDecompressCtx() : idle;
        try {
            return context.decompress(compressed, most);
        } catch (ZstdException e) {
            throw new DamagedChunkException("zstd: " + e.getMessage(), e);
        } finally {
            IDLE.add(context);
        }
    }
}
