package io.vedette.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One inline command that answers +OK; tests of services bring clients of their own. */
final class RedisCommand {

    private static final String OK_TWICE = "+OK\r\n+OK\r\n";

    private RedisCommand() {}

    static void run(RedisAccess redis, String command) {
        try (Socket socket = new Socket(redis.host(), redis.port());
                InputStream in = socket.getInputStream()) {
            String lines = "AUTH " + redis.password() + "\r\n" + command + "\r\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(in.readNBytes(OK_TWICE.length()), StandardCharsets.US_ASCII);
            if (!answer.equals(OK_TWICE)) {
                throw new IllegalStateException(command + " answered " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
