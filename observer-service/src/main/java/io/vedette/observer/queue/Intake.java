package io.vedette.observer.queue;

import java.time.Duration;
import java.util.Optional;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.connection.StringRedisConnection;

/**
 * A worker's end of a list. What is taken lies in the worker's processing list until it is acknowledged. Every method throws a
 * DataAccessException while Redis is away; the intake is of no use after that, and the next one of the same worker puts back what this one
 * may have taken without knowing. Used by one thread only, connection and all.
 */
public final class Intake implements AutoCloseable {

    private final StringRedisConnection redis;
    private final String list;
    private final String processing;

    Intake(StringRedisConnection redis, String list, String processing) {
        this.redis = redis;
        this.list = list;
        this.processing = processing;
    }

    void begin() {
        redis.sAdd(Leases.PROCESSING, processing);
        putBack();
    }

    private void putBack() {
        while (redis.lMove(processing, list, Direction.LEFT, Direction.RIGHT) != null) {
            // Until nothing is left: each move is one message.
        }
    }

    /** The oldest message; waits for one. */
    public Optional<String> take(Duration longest) {
        return Optional.ofNullable(
                redis.bLMove(list, processing, Direction.RIGHT, Direction.LEFT, longest.toMillis() / 1000.0));
    }

    public void acknowledge(String message) {
        redis.lRem(processing, 1, message);
    }

    /** Puts a message behind all others, so that it is in nobody's way. */
    public void postpone(String message) {
        redis.lPush(list, message);
        redis.lRem(processing, 1, message);
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        redis.close();
    }

    /** For a worker that will not come again under this name. */
    public void retire() {
        putBack();
        redis.sRem(Leases.PROCESSING, processing);
    }
}
