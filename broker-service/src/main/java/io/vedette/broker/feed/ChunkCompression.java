package io.vedette.broker.feed;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes chunks smaller with zstd, each a frame of its own. What it works with is some hundred kilobytes, and used again. Safe for many threads. */
final class ChunkCompression {
    /** The quickest: what is pushed on append must not wait for the processor. */
    private static final int LEVEL = 1;

    /** As many as were ever at work at once. */
    private final Queue<ZstdCompressCtx> idle = new ConcurrentLinkedQueue<>();

    byte[] compress(byte[] chunk) {
        ZstdCompressCtx used = idle.poll();
        ZstdCompressCtx context = used == null ? new ZstdCompressCtx().setLevel(LEVEL) : used;
        try {
            return context.compress(chunk);
        } finally {
            idle.add(context);
        }
    }
}
