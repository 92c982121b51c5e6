package io.vedette.broker.push;

import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;

/** Reads HTTPTrap bodies. Blocks: on virtual threads only. */
@Component
class TrapIngest {
    private final PushIngest ingest;
    private final TrapPeriods periods;
    private final TrapTotals totals;
    private final Tally tally;

    TrapIngest(PushIngest ingest, TrapPeriods periods, TrapTotals totals, Tally tally) {
        this.ingest = ingest;
        this.periods = periods;
        this.totals = totals;
        this.tally = tally;
    }

    /** How a push is answered. */
    record Outcome(HttpStatus status, TrapAnswer answer) {}

    /**
     * @param echo shown what is read; null when the sender does not ask for it
     */
    Outcome read(
            Check check,
            Flux<DataBuffer> body,
            @Nullable String encoding,
            @Nullable String key,
            @Nullable TrapEcho echo) {
        String delimiter = check.getConfigOrDefault("delimiter", TrapNames.BACKTICK);
        boolean[] truncated = new boolean[1];
        TrapKeeper keeper = new TrapKeeper(periods, totals, tally, check);
        Reading reading = ingest.read(check, body, encoding, key, (in, submission, nowMs) -> {
            TrapTaker samples = seen(keeper.or(submission), echo);
            TrapReader reader = new TrapReader(delimiter, nowMs, samples, submission::refuse);
            try {
                read(reader, in);
            } finally {
                truncated[0] = reader.truncated();
                keeper.finish();
            }
        });
        return answer(new Reading(reading.taken().plus(keeper.taken()), reading.mistake()), truncated[0], echo);
    }

    private static TrapTaker seen(TrapTaker taker, @Nullable TrapEcho echo) {
        if (echo == null) {
            return taker;
        }
        return (sample, way) -> {
            taker.take(sample, way);
            echo.add(sample);
        };
    }

    private static void read(TrapReader reader, InputStream body) throws IOException {
        try {
            reader.read(body);
        } catch (TrapSyntaxException e) {
            throw new BadBodyException(HttpStatus.NOT_ACCEPTABLE, "bad_json", "JSON parse error at " + e.getMessage());
        } catch (JacksonException e) {
            throw e.getCause() instanceof IOException unreadable ? unreadable : new IOException(e);
        }
    }

    private static Outcome answer(Reading reading, boolean truncated, @Nullable TrapEcho echo) {
        int stats = reading.stats();
        Integer repeats =
                reading.taken().repeats() == 0 ? null : reading.taken().repeats();
        Reading.Mistake mistake = reading.mistake();
        if (mistake == null) {
            String warning = truncated ? "metric names longer than 4096 bytes were cut" : null;
            return new Outcome(
                    HttpStatus.OK,
                    new TrapAnswer(
                            stats, reading.taken().refused(), repeats, warning, echo == null ? null : echo.metrics()));
        }
        if (mistake.status().is5xxServerError()) {
            return new Outcome(mistake.status(), TrapAnswer.error(mistake.error()));
        }
        int filtered = reading.taken().refused() - 1;
        return new Outcome(mistake.status(), new TrapAnswer(stats, filtered, repeats, mistake.error(), null));
    }
}
