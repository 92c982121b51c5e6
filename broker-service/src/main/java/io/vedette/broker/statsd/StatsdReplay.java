package io.vedette.broker.statsd;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.statsd.Contributions.Contribution;
import io.vedette.broker.statsd.Contributions.Known;
import io.vedette.broker.statsd.OpenPeriod.Ended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The periods as they were when the process ended, made again of the journal: those that are over and whose values are not all journaled, and
 * the open ones with their gauges. One use.
 */
final class StatsdReplay {
    private final StatsdSettings settings;
    private final Known known;
    private final Set<UUID> checks;
    private final Map<UUID, OpenPeriod> open = new HashMap<>();
    private final Map<UUID, List<Ended>> ended = new HashMap<>();

    private StatsdReplay(StatsdSettings settings, Known known, Set<UUID> checks) {
        this.settings = settings;
        this.known = known;
        this.checks = checks;
    }

    static StatsdReplay of(Contributions contributions, Set<UUID> checks, Instant since, StatsdSettings settings) {
        StatsdReplay replay = new StatsdReplay(settings, contributions.known(checks, since), new HashSet<>(checks));
        contributions.replay(since, replay::take);
        replay.open.forEach((check, period) -> {
            if (replay.known.ended().contains(period.key())) {
                replay.turn(check, period, period.key(), 0);
            }
        });
        return replay;
    }

    /** By check, the period that was open last; one whose values are journaled holds gauges alone, and ended at 0. */
    Map<UUID, OpenPeriod> open() {
        return open;
    }

    /** What is still to be journaled of periods that were followed by another. */
    List<Ended> ended(UUID check) {
        return ended.getOrDefault(check, List.of());
    }

    /** The values of a period that the journal does not hold yet. */
    List<Sample> missing(UUID check, Ended period) {
        Set<String> there = known.journaledAt(check, period.endMs());
        return period.samples().stream()
                .filter(sample -> !there.contains(sample.name()))
                .toList();
    }

    private void take(Contribution contribution, long journaledMs) {
        UUID check = contribution.check();
        if (!checks.contains(check)) {
            return;
        }
        OpenPeriod period = open.computeIfAbsent(
                check,
                uuid -> new OpenPeriod(
                        new Accumulator(settings.maxStreams(), settings.maxSetSize()),
                        contribution.key(),
                        contribution.endMs()));
        if (period.key() != contribution.key()) {
            turn(check, period, contribution.key(), contribution.endMs());
        }
        boolean over = known.ended().contains(contribution.key());
        if (contribution.isStreams()) {
            period.accumulator().restore(contribution.lines(), over, journaledMs);
            return;
        }
        for (String line : contribution.split()) {
            // Of a period that is over only the gauges live on.
            if (!over || line.contains("|g")) {
                add(period.accumulator(), line, journaledMs);
            }
        }
    }

    private void turn(UUID check, OpenPeriod period, long nextKey, long nextEndMs) {
        boolean over = known.ended().contains(period.key());
        Ended turned = period.turn(period.endMs(), nextKey, nextEndMs);
        if (!over) {
            ended.computeIfAbsent(check, uuid -> new ArrayList<>()).add(turned);
        }
    }

    private static void add(Accumulator accumulator, String line, long atMs) {
        try {
            for (StatsdValue value : StatsdLine.parse(line)) {
                accumulator.add(value, atMs);
            }
        } catch (StatsdLineException e) {
            // Refused then as now.
        }
    }
}
