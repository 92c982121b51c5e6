package io.vedette.broker.statsd;

import io.vedette.broker.check.CheckBook;
import io.vedette.broker.check.CheckChanged;
import io.vedette.contracts.proto.config.Check;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Which statsd check takes the lines of a sender: the one whose target is the sender's address, else, on loopback, the catch-all; of several the oldest. */
@Component
final class StatsdChecks {
    private final CheckBook book;
    private final boolean catchAllTakes;
    private volatile Known known;

    private record Known(Map<String, Check> byTarget, Optional<Check> catchAll) {}

    StatsdChecks(CheckBook book, StatsdSettings settings) {
        this.book = book;
        catchAllTakes = isLoopback(settings.address());
        known = read();
    }

    @EventListener(CheckChanged.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void changed() {
        known = read();
    }

    Optional<Check> of(String address) {
        Known now = known;
        return Optional.ofNullable(now.byTarget().get(address)).or(now::catchAll);
    }

    /** All that are active. */
    List<Check> all() {
        Known now = known;
        List<Check> all = new ArrayList<>(now.byTarget().values());
        now.catchAll().ifPresent(all::add);
        return all;
    }

    private Known read() {
        Map<String, Check> byTarget = new HashMap<>();
        Optional<Check> catchAll = Optional.empty();
        for (Check check : book.active()) {
            if (!check.getType().equals(StatsdType.NAME)) {
                continue;
            }
            if (!StatsdType.isCatchAll(check)) {
                byTarget.put(check.getTarget(), check);
            } else if (catchAllTakes
                    && catchAll.filter(first -> first.getId() <= check.getId()).isEmpty()) {
                catchAll = Optional.of(check);
            }
        }
        return new Known(byTarget, catchAll);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException notLiteral) {
            return address.equals("localhost");
        }
    }
}
