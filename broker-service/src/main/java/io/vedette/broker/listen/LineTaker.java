package io.vedette.broker.listen;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/** Takes the lines of one connection. Called by the connection's thread alone. */
public interface LineTaker {

    /** One line without its line feed; the bytes are the taker's only until it returns. */
    void take(ByteBuf line);

    /** A line that was longer than may be and is gone. */
    void tooLong();

    /** What was read for now is all; nothing more is read before the future ends. */
    CompletableFuture<?> flush();
}
