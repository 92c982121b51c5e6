package io.vedette.broker.push;

import io.vedette.broker.check.CheckChanged;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;

/** Reads HTTPTrap bodies; keeps the running totals of each check. Blocks: on virtual threads only. */
@Component
class TrapIngest {
    private final PushIngest ingest;
    private final Map<UUID, TrapTotals> totals = new ConcurrentHashMap<>();

    TrapIngest(PushIngest ingest) {
        this.ingest = ingest;
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
        UUID uuid = UUID.fromString(check.getUuid());
        TrapTotals running = totals.computeIfAbsent(uuid, u -> new TrapTotals());
        boolean[] truncated = new boolean[1];
        Reading reading = ingest.read(check, body, encoding, key, (in, submission, nowMs) -> {
            Consumer<Sample> taker = submission::add;
            Consumer<Sample> samples = echo == null ? taker : taker.andThen(echo::add);
            String delimiter = check.getConfigOrDefault("delimiter", TrapNames.BACKTICK);
            TrapReader reader = new TrapReader(delimiter, running, nowMs, samples, submission::refuse);
            try {
                read(reader, in);
            } finally {
                truncated[0] = reader.truncated();
            }
        });
        return answer(reading, truncated[0], echo);
    }

    @EventListener
    void changed(CheckChanged change) {
        totals.remove(change.uuid());
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
        Integer repeats =
                reading.taken().repeats() == 0 ? null : reading.taken().repeats();
        Reading.Mistake mistake = reading.mistake();
        if (mistake == null) {
            String warning = truncated ? "metric names longer than 4096 bytes were cut" : null;
            return new Outcome(
                    HttpStatus.OK,
                    new TrapAnswer(
                            reading.stats(),
                            reading.taken().refused(),
                            repeats,
                            warning,
                            echo == null ? null : echo.metrics()));
        }
        if (mistake.status().is5xxServerError()) {
            return new Outcome(mistake.status(), TrapAnswer.error(mistake.error()));
        }
        int filtered = reading.taken().refused() - 1;
        return new Outcome(mistake.status(), new TrapAnswer(reading.stats(), filtered, repeats, mistake.error(), null));
    }
}
