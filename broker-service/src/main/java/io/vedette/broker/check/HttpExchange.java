package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request of a check that was answered.
 *
 * @param status HTTP status code
 * @param contentType empty when the answer has none
 * @param body at most the first bytes that were to be kept
 * @param bytes how many came in all
 * @param connectMs from the start until connected, TLS included
 * @param firstByteMs from the start until the head of the answer
 * @param durationMs from the start until the last byte
 * @param session null without TLS
 */
record HttpExchange(
        int status,
        String contentType,
        byte[] body,
        long bytes,
        long connectMs,
        long firstByteMs,
        long durationMs,
        CertificateWitness witness,
        @Nullable SSLSession session) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isTruncated() {
        return bytes > body.length;
    }

    /** The certificate that was shown; nothing without TLS. */
    List<Sample> certificate(long nowMs) {
        return witness.samples(nowMs, session);
    }
}
