package io.vedette.testsupport;

/**
 * A Redis for the tests of this JVM, shared by all of them: use names of your own, or {@link #clear()}.
 *
 * @param host where it listens
 * @param port where it listens
 * @param password of the default user
 */
public record RedisAccess(String host, int port, String password) {

    /** Forgets everything in it. */
    public void clear() {
        RedisCommand.run(this, "FLUSHALL");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
