package io.vedette.stratcon.control;

import io.vedette.stratcon.config.CheckChanged;
import io.vedette.stratcon.config.Checks;
import io.vedette.stratcon.config.KnownCheck;
import io.vedette.stratcon.draw.BrokerConnected;
import io.vedette.stratcon.draw.BrokerGone;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

/** The brokers that are connected, each being handed its checks. */
final class CheckHandouts {
    private final Checks checks;
    private final ControlMetrics metrics;
    private final Removals removals;
    private final Map<Long, Handout> handouts = new ConcurrentHashMap<>();

    CheckHandouts(Checks checks, ControlMetrics metrics, Removals removals) {
        this.removals = removals;
        this.checks = checks;
        this.metrics = metrics;
    }

    /**
     * How far a connected broker is with its checks.
     *
     * @param waiting changes that are announced and not in force there yet
     * @param trouble why; empty while nothing went wrong
     */
    record Progress(long broker, int waiting, String trouble) {}

    List<Progress> progress() {
        return handouts.entrySet().stream()
                .map(entry -> new Progress(
                        entry.getKey(),
                        entry.getValue().waiting(),
                        entry.getValue().trouble()))
                .toList();
    }

    @EventListener
    void connected(BrokerConnected event) {
        Handout handout = new Handout(event.brokerId(), event.door(), checks, metrics, removals);
        Handout before = handouts.put(event.brokerId(), handout);
        if (before != null) {
            before.stop();
        }
        handout.start();
    }

    @EventListener
    void gone(BrokerGone event) {
        Handout handout = handouts.remove(event.brokerId());
        if (handout != null) {
            handout.stop();
        }
    }

    /** Somebody looked at what is to go, and agreed. */
    @EventListener
    void confirmed(Removals.Confirmed event) {
        Handout handout = handouts.get(event.brokerId());
        if (handout != null) {
            handout.compare();
        }
    }

    /** Tells the broker that runs the check and the one that ran it; when neither is known, all. */
    @EventListener
    void changed(CheckChanged event) {
        KnownCheck now = event.now();
        handouts.forEach((broker, handout) -> {
            if (now.check() == null || concerns(event.before(), broker) || concerns(now, broker)) {
                if (isRestored(event)) {
                    handout.compare();
                } else {
                    handout.changed(now.uuid());
                }
            }
        });
    }

    /** A Web DB that came out of a backup may have forgotten much at once: what it says of one check is seen beside what it says of all. */
    private static boolean isRestored(CheckChanged event) {
        return event.before() != null
                && event.before().generation() != event.now().generation();
    }

    private static boolean concerns(@Nullable KnownCheck known, long broker) {
        return known != null && known.check() != null && known.check().getBrokerId() == broker;
    }
}
