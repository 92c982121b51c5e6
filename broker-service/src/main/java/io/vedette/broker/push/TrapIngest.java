package io.vedette.broker.push;

import io.vedette.broker.check.CheckChanged;
import io.vedette.broker.check.CheckState;
import io.vedette.broker.check.CheckStates;
import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.JournalRefusedException;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;

/** Reads one body to its end, its mistake or its limit, and says what became of it. Blocks: on virtual threads only. */
@Component
class TrapIngest {
    private static final Logger log = LoggerFactory.getLogger(TrapIngest.class);
    private static final int BUFFERS_AHEAD = 4;

    private final Intake intake;
    private final Tally tally;
    private final CheckStates states;
    private final Clock clock;
    private final PushSettings settings;
    private final Map<UUID, TrapTotals> totals = new ConcurrentHashMap<>();

    TrapIngest(Intake intake, Tally tally, CheckStates states, Clock clock, PushSettings settings) {
        this.intake = intake;
        this.tally = tally;
        this.states = states;
        this.clock = clock;
        this.settings = settings;
    }

    /** How a push is answered. */
    record Outcome(HttpStatus status, TrapAnswer answer) {}

    Outcome read(Check check, Flux<DataBuffer> body, @Nullable String encoding, @Nullable String key) {
        long began = clock.millis();
        UUID uuid = UUID.fromString(check.getUuid());
        OptionalLong keyed =
                key == null ? OptionalLong.empty() : OptionalLong.of(intake.firstReceived(check, key, began));
        TrapSubmission submission = new TrapSubmission(intake, tally, check, began, keyed);
        TrapReader reader = new TrapReader(
                totals.computeIfAbsent(uuid, u -> new TrapTotals()), began, submission::add, submission::refuse);
        Mistake mistake = drain(reader, body, encoding);
        if (mistake != null) {
            submission.refuse(mistake.reason(), 1);
        }
        Outcome outcome = finish(submission, mistake, reader.truncated());
        String status = "stats=" + outcome.answer().stats();
        states.ended(uuid, new CheckState(true, mistake == null, status, clock.millis(), clock.millis() - began));
        return outcome;
    }

    @EventListener
    void changed(CheckChanged change) {
        totals.remove(change.uuid());
    }

    private record Mistake(HttpStatus status, String reason, String error) {}

    private @Nullable Mistake drain(TrapReader reader, Flux<DataBuffer> body, @Nullable String encoding) {
        Flux<DataBuffer> timed = body.timeout(settings.maxSilence());
        try (InputStream raw = DataBufferUtils.subscriberInputStream(timed, BUFFERS_AHEAD);
                InputStream plain = "gzip".equalsIgnoreCase(encoding) ? new GZIPInputStream(raw) : raw;
                InputStream limited =
                        new LimitedStream(plain, settings.maxBody().toBytes())) {
            reader.read(limited);
            return null;
        } catch (TrapSyntaxException e) {
            return new Mistake(HttpStatus.NOT_ACCEPTABLE, "bad_json", "JSON parse error at " + e.getMessage());
        } catch (IOException e) {
            return unreadable(e);
        } catch (JacksonException e) {
            return unreadable(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Mistake unreadable(Throwable cause) {
        if (cause instanceof LimitedStream.TooLongException) {
            return new Mistake(HttpStatus.CONTENT_TOO_LARGE, "too_long", "the body is too long");
        }
        return new Mistake(HttpStatus.BAD_REQUEST, "unreadable", "the body cannot be read to its end");
    }

    private static Outcome finish(TrapSubmission submission, @Nullable Mistake mistake, boolean truncated) {
        try {
            Taken taken = submission.finish();
            int stats = taken.journaled() + taken.repeats();
            Integer repeats = taken.repeats() == 0 ? null : taken.repeats();
            if (mistake != null) {
                int filtered = taken.refused() - 1;
                return new Outcome(mistake.status(), new TrapAnswer(stats, filtered, repeats, mistake.error()));
            }
            String warning = truncated ? "metric names longer than 4096 bytes were cut" : null;
            return new Outcome(HttpStatus.OK, new TrapAnswer(stats, taken.refused(), repeats, warning));
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalRefusedException refused) {
                return new Outcome(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        TrapAnswer.error("not journaled, send it again: " + refused.getMessage()));
            }
            log.atError().setCause(e).log("A push could not be journaled");
            return new Outcome(HttpStatus.INTERNAL_SERVER_ERROR, TrapAnswer.error("not journaled"));
        }
    }
}
