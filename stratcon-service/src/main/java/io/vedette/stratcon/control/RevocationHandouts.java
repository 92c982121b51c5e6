package io.vedette.stratcon.control;

import io.vedette.stratcon.draw.BrokerConnected;
import io.vedette.stratcon.draw.BrokerGone;
import io.vedette.stratcon.draw.CheckDoor;
import io.vedette.stratcon.enrol.Revocations.Listed;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/** Brings each connected broker the list of revoked certificates, when it connects and when the list has changed; what fails is tried again with the next list. */
final class RevocationHandouts {
    private static final Logger log = LoggerFactory.getLogger(RevocationHandouts.class);

    /** The two below are guarded by this. */
    private final Map<Long, Connected> brokers = new TreeMap<>();

    private @Nullable Listed newest;

    /**
     * @param told what the broker was brought; null for nothing so far
     */
    private record Connected(CheckDoor door, @Nullable Set<BigInteger> told) {}

    @EventListener
    synchronized void connected(BrokerConnected event) {
        brokers.put(event.brokerId(), new Connected(event.door(), null));
        bring(event.brokerId());
    }

    @EventListener
    synchronized void gone(BrokerGone event) {
        brokers.remove(event.brokerId());
    }

    @EventListener
    synchronized void listed(Listed list) {
        newest = list;
        Set.copyOf(brokers.keySet()).forEach(this::bring);
    }

    private void bring(long id) {
        Listed list = newest;
        Connected broker = brokers.get(id);
        if (list != null && broker != null && !list.serials().equals(broker.told())) {
            Thread.ofVirtual().name("revocations-" + id).start(() -> bring(id, broker, list));
        }
    }

    private void bring(long id, Connected broker, Listed list) {
        try {
            broker.door().revoke(list.list());
            synchronized (this) {
                brokers.replace(id, broker, new Connected(broker.door(), list.serials()));
            }
        } catch (IOException e) {
            log.atWarn().addKeyValue("broker", id).log("it does not take the revoked certificates: {}", e.toString());
        }
    }
}
