package io.vedette.broker.push;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Memory for bodies that can be understood only as a whole. One may have so many bytes and all together so many; who finds no room is told to come again, and
 * nobody waits for it.
 */
@Component
public class MessageRoom {
    private static final int UNIT = 4096;
    private static final int FIRST = 16 * UNIT;

    private final int longest;
    private final Semaphore units;

    MessageRoom(PushSettings settings) {
        longest = Math.toIntExact(settings.maxMessage().toBytes());
        units = new Semaphore(Math.toIntExact(settings.messageRoom().toBytes() / UNIT));
    }

    /** A body in memory; its room is free again when it is closed. Belongs to one thread. */
    public final class Message implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private int length;
        private int taken;

        private Message() {}

        public byte[] bytes() {
            return bytes;
        }

        /** How many of the bytes are the body. */
        public int length() {
            return length;
        }

        /**
         * Room for that many bytes more beside the body, for as long as it lives.
         *
         * @throws BadBodyException when there is none
         */
        public void reserve(long more) throws BadBodyException {
            if (more < 0 || more > longest) {
                throw new BadBodyException(HttpStatus.CONTENT_TOO_LARGE, "too_long", "the body is too long");
            }
            int wanted = (int) ((more + UNIT - 1) / UNIT);
            if (!units.tryAcquire(wanted)) {
                throw new BadBodyException(
                        HttpStatus.SERVICE_UNAVAILABLE, "busy", "too many pushes at once, try again");
            }
            taken += wanted;
        }

        @Override
        public void close() {
            units.release(taken);
            taken = 0;
        }

        private void fill(InputStream body) throws IOException {
            reserve(FIRST);
            bytes = new byte[FIRST];
            for (int read = body.read(bytes); read >= 0; read = body.read(bytes, length, bytes.length - length)) {
                length += read;
                if (length == bytes.length) {
                    reserve(bytes.length);
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
            }
            if (length > longest) {
                throw new BadBodyException(HttpStatus.CONTENT_TOO_LARGE, "too_long", "the body is too long");
            }
        }
    }

    /** Reads a body to its end. */
    public Message read(InputStream body) throws IOException {
        Message message = new Message();
        try {
            message.fill(body);
            return message;
        } catch (IOException | RuntimeException e) {
            message.close();
            throw e;
        }
    }
}
