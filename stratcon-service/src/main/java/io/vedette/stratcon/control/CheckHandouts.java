package io.vedette.stratcon.control;

import io.vedette.stratcon.config.CheckChanged;
import io.vedette.stratcon.config.Checks;
import io.vedette.stratcon.config.KnownCheck;
import io.vedette.stratcon.draw.BrokerConnected;
import io.vedette.stratcon.draw.BrokerGone;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;

/** The brokers that are connected, each being handed its checks. */
final class CheckHandouts {
    private final Checks checks;
    private final ControlMetrics metrics;
    private final Map<Long, Handout> handouts = new ConcurrentHashMap<>();

    CheckHandouts(Checks checks, ControlMetrics metrics) {
        this.checks = checks;
        this.metrics = metrics;
    }

    @EventListener
    void connected(BrokerConnected event) {
        Handout handout = new Handout(event.brokerId(), event.door(), checks, metrics);
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

    /** Tells the broker that runs the check and the one that ran it; when neither is known, all. */
    @EventListener
    void changed(CheckChanged event) {
        KnownCheck now = event.now();
        handouts.forEach((broker, handout) -> {
            if (now.check() == null || concerns(event.before(), broker) || concerns(now, broker)) {
                handout.changed(now.uuid());
            }
        });
    }

    private static boolean concerns(@Nullable KnownCheck known, long broker) {
        return known != null && known.check() != null && known.check().getBrokerId() == broker;
    }
}
