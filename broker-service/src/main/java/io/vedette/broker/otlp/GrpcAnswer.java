package io.vedette.broker.otlp;

import io.vedette.broker.push.PushDoor.Admission;
import io.vedette.broker.push.Reading;
import java.nio.ByteBuffer;
import org.springframework.http.HttpStatus;

/**
 * How a call ends.
 *
 * @param status gRPC's own number
 * @param message why, when it failed
 * @param frame the answer with its five bytes in front; empty when it failed
 */
record GrpcAnswer(int status, String message, byte[] frame) {
    private static final int OK = 0;
    private static final int INVALID_ARGUMENT = 3;
    private static final int NOT_FOUND = 5;
    private static final int RESOURCE_EXHAUSTED = 8;
    static final int UNIMPLEMENTED = 12;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;
    static final int HEAD_BYTES = 5;

    static GrpcAnswer of(Reading reading) {
        Reading.Mistake mistake = reading.mistake();
        if (mistake != null) {
            return failed(number(mistake.status()), mistake.error());
        }
        byte[] message = OtlpAnswer.of(reading).toByteArray();
        byte[] frame = ByteBuffer.allocate(HEAD_BYTES + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        return new GrpcAnswer(OK, "", frame);
    }

    static GrpcAnswer of(Admission.Turned turned) {
        return failed(number(turned.status()), turned.error());
    }

    static GrpcAnswer failed(int status, String message) {
        return new GrpcAnswer(status, message, new byte[0]);
    }

    private static int number(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN -> UNAUTHENTICATED;
            case NOT_FOUND -> NOT_FOUND;
            case CONTENT_TOO_LARGE -> RESOURCE_EXHAUSTED;
            case SERVICE_UNAVAILABLE, INTERNAL_SERVER_ERROR -> UNAVAILABLE;
            default -> INVALID_ARGUMENT;
        };
    }
}
