package io.vedette.broker.check;

import io.vedette.broker.door.Allegiance;
import io.vedette.broker.door.Problem;
import io.vedette.broker.filter.StreamGate;
import io.vedette.contracts.feed.FeedPaths;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The control connection's view of the checks: set, delete, show. What a configuration says, secrets included, is never shown. */
@RestController
class CheckEndpoint {
    private final CheckBook book;
    private final CheckVerifier verifier;
    private final CheckStates states;
    private final StreamGate gate;

    private final Allegiance allegiance;

    CheckEndpoint(Allegiance allegiance, CheckBook book, CheckVerifier verifier, CheckStates states, StreamGate gate) {
        this.allegiance = allegiance;
        this.book = book;
        this.verifier = verifier;
        this.states = states;
        this.gate = gate;
    }

    /** The answer to a set. */
    record Accepted(long seq) {}

    /** One check in the list; name to periodMs are empty for a deleted one, state is null before the first run. */
    record Shown(
            UUID uuid,
            long seq,
            boolean deleted,
            boolean active,
            String type,
            String name,
            String target,
            long periodMs,
            @Nullable CheckState state) {}

    /** Asked before anything is handed over; individual checks are still compared one by one. */
    @PostMapping(FeedPaths.CHECKS_BEGIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void begin(@RequestParam("webdb") String webDb, @RequestParam long seq) throws IOException {
        if (!allegiance.isTo(webDb)) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "other-web-db",
                    "the broker runs another Web DB's checks, not those of " + webDb
                            + "; enrol it anew to change that");
        }
        long held = book.highestSeq();
        if (Long.compareUnsigned(held, seq) > 0) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "older-configuration",
                    "the broker holds seq " + held + ", the configuration ends at " + seq);
        }
    }

    @PutMapping(FeedPaths.CHECKS_SET + "{uuid}")
    Accepted set(@PathVariable UUID uuid, @RequestBody String json) throws IOException {
        Check check = verifier.read(uuid, json);
        refuseOlder(check.getSeq(), book.set(uuid, check));
        return new Accepted(check.getSeq());
    }

    @DeleteMapping(FeedPaths.CHECKS_DELETE + "{uuid}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID uuid, @RequestParam long seq) throws IOException {
        refuseOlder(seq, book.delete(uuid, seq));
    }

    @GetMapping(FeedPaths.CHECKS_SHOW)
    List<Shown> show() {
        return book.all().stream().map(this::shown).toList();
    }

    @GetMapping(FeedPaths.CHECKS_SHOW + "/{uuid}")
    CheckDetail show(@PathVariable UUID uuid) {
        Check check = book.find(uuid)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found", "there is no check " + uuid));
        return CheckDetail.of(
                uuid, check, states.of(uuid).orElse(null), gate.count(uuid).orElse(null));
    }

    @EventListener
    void changed(CheckChanged change) {
        if (book.find(change.uuid()).isEmpty()) {
            gate.forget(change.uuid());
        }
    }

    private Shown shown(HeldCheck held) {
        Check check = held.check();
        if (check == null) {
            return new Shown(held.uuid(), held.seq(), true, false, "", "", "", 0, null);
        }
        return new Shown(
                held.uuid(),
                held.seq(),
                false,
                check.getActive(),
                check.getType(),
                check.getName(),
                check.getTarget(),
                check.getPeriodMs(),
                states.of(held.uuid()).map(CheckStates.Seen::state).orElse(null));
    }

    private static void refuseOlder(long asked, long held) {
        if (Long.compareUnsigned(held, asked) > 0) {
            throw Problem.of(HttpStatus.CONFLICT, "older-version", "the broker holds seq " + held + ", not " + asked);
        }
    }
}
