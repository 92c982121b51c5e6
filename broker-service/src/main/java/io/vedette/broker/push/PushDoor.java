package io.vedette.broker.push;

import io.vedette.broker.check.CheckBook;
import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Lets pushes over HTTP in: to a check that is there, with its secret, and no more bodies at once than may be. A check without a secret takes nothing.
 * Refusals are counted by the protocol and say nothing of the secret.
 */
@Component
public class PushDoor {
    private final CheckBook checks;
    private final Tally tally;
    private final Semaphore places;
    private final Scheduler readers =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "push");

    PushDoor(CheckBook checks, Tally tally, PushSettings settings) {
        this.checks = checks;
        this.tally = tally;
        places = new Semaphore(settings.maxConcurrent());
    }

    /** Whether somebody comes in. */
    public sealed interface Admission {
        record Admitted(Check check) implements Admission {}

        record Turned(HttpStatus status, String error) implements Admission {}
    }

    /** Looks for the active check of this type under this uuid, and at the secret that was shown. */
    public Admission admit(String type, @Nullable String uuid, @Nullable String secret) {
        Optional<Check> check = find(type, uuid);
        if (check.isEmpty()) {
            return refuse(type, "no_such_check", HttpStatus.NOT_FOUND, "no such " + type + " check");
        }
        return isSecret(check.get(), secret)
                ? new Admission.Admitted(check.get())
                : refuse(type, "wrong_secret", HttpStatus.FORBIDDEN, "secret mismatch");
    }

    /** Counts one that does not come in. */
    public Admission.Turned refuse(String type, String reason, HttpStatus status, String error) {
        tally.received(type, 1);
        tally.refused(type, reason, 1);
        return new Admission.Turned(status, error);
    }

    /** Reads on a virtual thread, or answers that there are too many at once. */
    public <T> Mono<T> read(String type, Callable<T> reading, Function<Admission.Turned, T> busy) {
        if (!places.tryAcquire()) {
            String error = "too many pushes at once, try again";
            return Mono.just(busy.apply(refuse(type, "busy", HttpStatus.SERVICE_UNAVAILABLE, error)));
        }
        return Mono.fromCallable(reading).subscribeOn(readers).doFinally(signal -> places.release());
    }

    private Optional<Check> find(String type, @Nullable String uuid) {
        try {
            return uuid == null
                    ? Optional.empty()
                    : checks.find(UUID.fromString(uuid))
                            .filter(check ->
                                    check.getActive() && check.getType().equals(type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSecret(Check check, @Nullable String secret) {
        String wanted = check.getConfigOrDefault("secret", "");
        return secret != null
                && !wanted.isEmpty()
                && MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
