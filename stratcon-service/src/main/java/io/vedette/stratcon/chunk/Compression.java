package io.vedette.stratcon.chunk;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes bytes smaller with zstd. What it works with is used again, see {@link Decompression}. Safe for many threads. */
final class Compression {
    private static final int LEVEL = 3;

    /** As many as were ever at work at once. */
    private static final Queue<ZstdCompressCtx> IDLE = new ConcurrentLinkedQueue<>();

    private Compression() {}

    static byte[] of(byte[] plain) {
        ZstdCompressCtx idle = IDLE.poll();
        ZstdCompressCtx context = idle == null ? new ZstdCompressCtx().setLevel(LEVEL) : idle;
        try {
            return context.compress(plain);
        } finally {
            IDLE.add(context);
        }
    }
}
