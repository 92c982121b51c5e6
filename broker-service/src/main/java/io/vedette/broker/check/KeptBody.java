package io.vedette.broker.check;

import java.io.ByteArrayOutputStream;

/** The beginning of a body, and how long all of it was. Belongs to one connection. */
final class KeptBody {
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long total;

    KeptBody(int limit) {
        this.limit = limit;
    }

    KeptBody with(byte[] more) {
        kept.write(more, 0, Math.min(more.length, limit - kept.size()));
        total += more.length;
        return this;
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    long total() {
        return total;
    }
}
