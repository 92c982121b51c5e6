package io.vedette.broker.push;

import io.vedette.broker.check.CheckState;
import io.vedette.broker.check.CheckStates;
import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.JournalRefusedException;
import io.vedette.broker.push.Reading.Mistake;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

/**
 * Reads one body of any protocol to its end, its mistake or its limit, and says what became of it once that is in the journal. Blocks: on virtual threads
 * only.
 */
@Component
public class PushIngest {
    private static final Logger log = LoggerFactory.getLogger(PushIngest.class);
    private static final int BUFFERS_AHEAD = 4;

    private final Intake intake;
    private final Tally tally;
    private final CheckStates states;
    private final Clock clock;
    private final PushSettings settings;

    PushIngest(Intake intake, Tally tally, CheckStates states, Clock clock, PushSettings settings) {
        this.intake = intake;
        this.tally = tally;
        this.states = states;
        this.clock = clock;
        this.settings = settings;
    }

    /** One protocol's way through a body. */
    @FunctionalInterface
    public interface BodyReader {
        /**
         * @param nowMs time of samples without one of their own
         * @throws BadBodyException where the body is wrong
         */
        void read(InputStream body, Submission samples, long nowMs) throws IOException;
    }

    /**
     * @param encoding how the body is packed: none, {@code gzip} or {@code deflate}
     * @param key by which a push that is sent again is known
     */
    public Reading read(
            Check check, Flux<DataBuffer> body, @Nullable String encoding, @Nullable String key, BodyReader reader) {
        long began = clock.millis();
        OptionalLong keyed =
                key == null ? OptionalLong.empty() : OptionalLong.of(intake.firstReceived(check, key, began));
        Submission submission = new Submission(intake, tally, check, began, keyed);
        Mistake mistake = drain(reader, body, encoding, submission, began);
        if (mistake != null) {
            submission.refuse(mistake.reason(), 1);
        }
        Reading reading = finish(submission, mistake);
        CheckState state = new CheckState(
                true, reading.mistake() == null, "stats=" + reading.stats(), clock.millis(), clock.millis() - began);
        states.ended(UUID.fromString(check.getUuid()), state);
        return reading;
    }

    private @Nullable Mistake drain(
            BodyReader reader, Flux<DataBuffer> body, @Nullable String encoding, Submission submission, long nowMs) {
        Flux<DataBuffer> heard = body.timeout(settings.maxSilence())
                .onErrorMap(failure -> failure instanceof IOException ? failure : new IOException(failure));
        try (InputStream raw = DataBufferUtils.subscriberInputStream(heard, BUFFERS_AHEAD);
                InputStream plain = unpacked(raw, encoding);
                InputStream limited =
                        new LimitedStream(plain, settings.maxBody().toBytes())) {
            reader.read(limited, submission, nowMs);
            return null;
        } catch (BadBodyException e) {
            return new Mistake(e.status(), e.reason(), String.valueOf(e.getMessage()));
        } catch (LimitedStream.TooLongException e) {
            return new Mistake(HttpStatus.CONTENT_TOO_LARGE, "too_long", "the body is too long");
        } catch (IOException e) {
            return unreadable();
        } catch (RuntimeException e) {
            // Thus Spring's stream tells that the body failed.
            if (Exceptions.unwrap(e) instanceof IOException) {
                return unreadable();
            }
            throw e;
        }
    }

    private static Mistake unreadable() {
        return new Mistake(HttpStatus.BAD_REQUEST, "unreadable", "the body cannot be read to its end");
    }

    private static InputStream unpacked(InputStream raw, @Nullable String encoding) throws IOException {
        return switch (encoding == null ? "" : encoding.toLowerCase(Locale.ROOT)) {
            case "", "identity" -> raw;
            case "gzip", "x-gzip" -> new GZIPInputStream(raw, 8192);
            case "deflate" -> new InflaterInputStream(raw);
            default ->
                throw new BadBodyException(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "bad_encoding", "Content-Encoding is not taken here");
        };
    }

    private static Reading finish(Submission submission, @Nullable Mistake mistake) {
        try {
            return new Reading(submission.finish(), mistake);
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalRefusedException refused) {
                String error = "not journaled, send it again: " + refused.getMessage();
                return new Reading(Taken.NOTHING, new Mistake(HttpStatus.SERVICE_UNAVAILABLE, "", error));
            }
            log.atError().setCause(e).log("A push could not be journaled");
            return new Reading(Taken.NOTHING, new Mistake(HttpStatus.INTERNAL_SERVER_ERROR, "", "not journaled"));
        }
    }
}
