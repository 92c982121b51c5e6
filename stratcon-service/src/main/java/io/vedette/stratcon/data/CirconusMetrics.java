package io.vedette.stratcon.data;

import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.proto.config.Check;
import io.vedette.service.identity.Caller;
import io.vedette.service.problem.Problem;
import io.vedette.stratcon.config.Checks;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What API v2 calls a metric: {@code <check id>_<metric name>}. A check of another account looks like none. */
@Component
class CirconusMetrics {
    private static final Pattern ID = Pattern.compile("/?(\\d{1,18})_(.+)", Pattern.DOTALL);

    private final Checks checks;

    CirconusMetrics(Checks checks) {
        this.checks = checks;
    }

    /**
     * @param id as it stands in {@code _cid}, without the type
     */
    record Metric(String id, Check check, StreamId stream) {}

    Metric of(Caller caller, String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw Problem.notFound("a metric is <check id>_<metric name>");
        }
        Check check = check(caller, Long.parseLong(parts.group(1)));
        return new Metric(
                parts.group(1) + "_" + parts.group(2),
                check,
                new StreamId(UUID.fromString(check.getUuid()), parts.group(2)));
    }

    /** Empty when the check is not known. */
    Optional<Metric> of(StreamId stream) {
        return checks.find(stream.check())
                .flatMap(known -> Optional.ofNullable(known.check()))
                .map(check -> new Metric(check.getId() + "_" + stream.name(), check, stream));
    }

    private Check check(Caller caller, long checkId) {
        Optional<Check> known = checks.find(checkId).filter(check -> check.getAccountId() == caller.account());
        if (known.isEmpty() && !isComplete()) {
            throw Problem.unavailable("the checks are not known yet: Kafka does not answer");
        }
        return known.orElseThrow(() -> Problem.notFound("no check " + checkId));
    }

    private boolean isComplete() {
        try {
            return checks.awaitComplete(0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
