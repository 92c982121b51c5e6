package io.vedette.stratcon.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vedette.service.etag.Etag;
import io.vedette.stratcon.config.KnownCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Removals that wait until somebody has looked: when more than a tenth of a broker's checks would go at once, a mistake or a Web DB restored from an old
 * backup is likelier than a wish. {@code vedette_control_removals_waiting} counts them by broker; a shipped rule watches the stream of that figure.
 */
final class Removals {
    /** Gauge, tagged {@code broker}: checks that wait to be taken away. */
    static final String WAITING = "vedette.control.removals.waiting";

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(Removals.class);

    private final MeterRegistry meters;
    private final ApplicationEventPublisher events;
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<Long, Set<UUID>> confirmed = new ConcurrentHashMap<>();
    private final Map<Long, AtomicInteger> gauges = new ConcurrentHashMap<>();
    /** Changes of a restored Web DB come one by one: what went in the last minute belongs to what goes now. */
    private final Map<Long, Recent> recently = new ConcurrentHashMap<>();

    private record Recent(long nanos, int removals) {
        boolean isOver() {
            return System.nanoTime() - nanos > MINUTE.toNanos();
        }
    }

    /** The removals that wait at a broker were confirmed. */
    record Confirmed(long brokerId) {}

    /**
     * @param held checks the broker holds
     */
    record Waiting(long broker, int held, List<KnownCheck> checks) {
        /** Another for other checks. */
        String version() {
            String uuids = checks.stream()
                    .map(check -> check.uuid().toString())
                    .sorted()
                    .collect(Collectors.joining());
            return UUID.nameUUIDFromBytes(uuids.getBytes(StandardCharsets.US_ASCII))
                    .toString();
        }
    }

    Removals(MeterRegistry meters, ApplicationEventPublisher events) {
        this.meters = meters;
        this.events = events;
    }

    /** Whether the removals may be made now; those that may not wait. */
    boolean areFine(long brokerId, Reconciliation due) {
        Set<UUID> asked = due.removals().stream().map(KnownCheck::uuid).collect(Collectors.toSet());
        Recent before = recently.getOrDefault(brokerId, new Recent(System.nanoTime(), 0));
        int soFar = before.isOver() ? 0 : before.removals();
        boolean fine = !due.isDrastic(soFar)
                || confirmed.getOrDefault(brokerId, Set.of()).containsAll(asked);
        if (fine) {
            if (!asked.isEmpty()) {
                recently.put(brokerId, new Recent(System.nanoTime(), soFar + asked.size()));
            }
            waiting.remove(brokerId);
            confirmed.remove(brokerId);
        } else {
            waiting.put(brokerId, new Waiting(brokerId, due.held(), due.removals()));
            log.atError()
                    .addKeyValue("broker", brokerId)
                    .addKeyValue("removals", asked.size())
                    .addKeyValue("held", due.held())
                    .log("more than a tenth of the broker's checks would be taken away: to be confirmed");
        }
        gauges.computeIfAbsent(
                        brokerId, id -> meters.gauge(WAITING, Tags.of("broker", id.toString()), new AtomicInteger()))
                .set(fine ? 0 : asked.size());
        return fine;
    }

    /** What waits, by broker. */
    List<Waiting> all() {
        return List.copyOf(new TreeMap<>(waiting).values());
    }

    Optional<Waiting> at(long brokerId) {
        return Optional.ofNullable(waiting.get(brokerId));
    }

    /**
     * Lets what waits at the broker happen, and nothing that comes later; false when nothing waits.
     *
     * @throws io.vedette.service.problem.ProblemException 412 when the caller has seen something else
     */
    boolean confirm(long brokerId) {
        Waiting looked = waiting.get(brokerId);
        if (looked == null) {
            return false;
        }
        Etag.match(looked.version());
        confirmed.put(brokerId, looked.checks().stream().map(KnownCheck::uuid).collect(Collectors.toSet()));
        events.publishEvent(new Confirmed(brokerId));
        return true;
    }
}
