package io.vedette.alerting.detect;

import io.vedette.alerting.detect.rule.RuleSetInForce;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * How long each stream of one partition that has an absence rule is silent, in time that counts: its broker was live and detection consumed. Belongs
 * to the partition's stream thread.
 */
final class AbsenceTimers {
    /** How much silence a crash may forget: a timer is written down each time so much was added. */
    private static final long SAVE_EVERY_MS = 10_000;

    private final Map<String, Timer> timers = new HashMap<>();
    private final BrokerLiveness brokers;

    AbsenceTimers(BrokerLiveness brokers) {
        this.brokers = brokers;
    }

    /** Counts from here; a stream whose rules watch no absence is counted no longer. */
    void count(RuleSetInForce rules, long brokerId, long silentMs) {
        if (rules.watchesAbsence()) {
            timers.put(
                    rules.faultKey(),
                    new Timer(brokerId, brokers.liveMs(brokerId), silentMs, rules.nextSilenceAfter(silentMs)));
        } else {
            timers.remove(rules.faultKey());
        }
    }

    void forget(String faultKey) {
        timers.remove(faultKey);
    }

    /** Silence of a stream as counted so far, in ms. */
    long silentMs(String faultKey, long savedMs) {
        Timer timer = timers.get(faultKey);
        return timer == null ? savedMs : timer.silentMs;
    }

    /**
     * Counts what passed since the last call.
     *
     * @param consuming false: what passed does not count
     * @return keys whose silence reached a rule's length, or is to be written down
     */
    List<String> advance(boolean consuming) {
        timers.values().forEach(timer -> timer.advance(brokers.liveMs(timer.brokerId), consuming));
        return timers.entrySet().stream()
                .filter(timer -> timer.getValue().isDue())
                .map(Entry::getKey)
                .toList();
    }

    private static final class Timer {
        private final long brokerId;
        private final long savedMs;
        private final long dueMs;
        private long liveSeenMs;
        private long silentMs;

        Timer(long brokerId, long liveSeenMs, long silentMs, long dueMs) {
            this.brokerId = brokerId;
            this.liveSeenMs = liveSeenMs;
            this.silentMs = silentMs;
            this.savedMs = silentMs;
            this.dueMs = dueMs;
        }

        void advance(long liveMs, boolean consuming) {
            if (consuming) {
                silentMs += liveMs - liveSeenMs;
            }
            liveSeenMs = liveMs;
        }

        boolean isDue() {
            return silentMs >= dueMs || silentMs - savedMs >= SAVE_EVERY_MS;
        }
    }
}
