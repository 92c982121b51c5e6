package io.vedette.broker.statsd;

import io.vedette.broker.check.CheckBook;
import io.vedette.broker.check.CheckChanged;
import io.vedette.broker.listen.SourceChecks;
import io.vedette.contracts.proto.config.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Which statsd checks take the lines of a sender: those whose target is its address or a network it is in, on loopback the catch-all too. Of a line's takers the
 * one with the longest prefix that the line begins with; of several the nearest source, then the oldest.
 */
@Component
final class StatsdChecks {
    private final SourceChecks checks;
    private volatile int version;

    StatsdChecks(CheckBook book) {
        checks = new SourceChecks(book, StatsdType.NAME);
    }

    @EventListener(CheckChanged.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    synchronized void changed() {
        checks.refresh();
        version = version + 1;
    }

    /** Another number after each change. */
    int version() {
        return version;
    }

    /** In the order in which they are asked; the last is the first that takes any line. */
    List<Check> of(String address) {
        List<Check> asked = new ArrayList<>(checks.allOfAddress(address));
        asked.sort(Comparator.comparingInt(
                (Check check) -> -StatsdType.prefix(check).length()));
        for (int i = 0; i < asked.size(); i++) {
            if (StatsdType.prefix(asked.get(i)).isEmpty()) {
                return List.copyOf(asked.subList(0, i + 1));
            }
        }
        return asked;
    }

    /** All that are active. */
    List<Check> all() {
        return checks.all();
    }
}
