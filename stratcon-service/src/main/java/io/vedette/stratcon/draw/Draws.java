package io.vedette.stratcon.draw;

import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.stratcon.enrol.Enrolment;
import io.vedette.stratcon.enrol.Identity;
import io.vedette.stratcon.enrol.Revocations;
import io.vedette.stratcon.mq.MqPhases;
import io.vedette.stratcon.ownership.BrokersOwned;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/** All brokers being drawn: exactly those that are ours, as soon as there is a certificate to dial them with. */
public final class Draws implements SmartLifecycle {
    private final Enrolment enrolment;
    private final BiFunction<BrokerAddress, Identity, BrokerDraw> starter;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("draw-watch").daemon().factory());
    /** The three below are guarded by this. */
    private final Map<Long, BrokerDraw> draws = new TreeMap<>();

    private List<BrokerAddress> owned = List.of();
    private @Nullable Identity identity;
    private boolean running;
    private @Nullable ScheduledFuture<?> ticking;

    Draws(Enrolment enrolment, BiFunction<BrokerAddress, Identity, BrokerDraw> starter) {
        this.enrolment = enrolment;
        this.starter = starter;
    }

    /** The state of every broker's lanes, by ascending broker id. */
    public List<BrokerFeed> feeds() {
        List<BrokerDraw> now;
        String stratcon;
        synchronized (this) {
            now = List.copyOf(draws.values());
            stratcon = identity == null ? "" : identity.cn();
        }
        return now.stream().map(draw -> draw.feed(stratcon)).toList();
    }

    @EventListener
    synchronized void owned(BrokersOwned event) {
        owned = event.brokers();
        apply();
    }

    /** Whoever is connected may show a certificate that is good no more. */
    @EventListener
    synchronized void revoked(Revocations.Grown event) {
        if (identity != null) {
            enrolled(identity);
        }
    }

    /** A newer certificate is shown on new connections: the lanes end and go on from where they were. */
    private synchronized void enrolled(Identity granted) {
        if (identity != null) {
            end(List.copyOf(draws.values()));
            draws.clear();
        }
        identity = granted;
        apply();
    }

    private void apply() {
        Identity own = identity;
        if (own == null || !running) {
            return;
        }
        List<BrokerDraw> ending = new ArrayList<>();
        for (Iterator<BrokerDraw> each = draws.values().iterator(); each.hasNext(); ) {
            BrokerDraw draw = each.next();
            if (!owned.contains(draw.address())) {
                each.remove();
                ending.add(draw);
            }
        }
        end(ending);
        for (BrokerAddress broker : owned) {
            draws.computeIfAbsent(broker.getBrokerId(), id -> {
                BrokerDraw draw = starter.apply(broker, own);
                draw.start();
                return draw;
            });
        }
    }

    private static void end(List<BrokerDraw> ending) {
        ending.forEach(BrokerDraw::stop);
        for (BrokerDraw draw : ending) {
            Thread.ofVirtual().name("draw-end").start(() -> awaitEnd(draw));
        }
    }

    private static void awaitEnd(BrokerDraw draw) {
        try {
            draw.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        ticking = watch.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
        enrolment.onRenewal(this::enrolled);
        CompletableFuture<Void> ignored = enrolment.identity().thenAccept(this::enrolled);
    }

    private void tick() {
        List<BrokerDraw> now;
        synchronized (this) {
            now = List.copyOf(draws.values());
        }
        now.forEach(BrokerDraw::tick);
    }

    @Override
    public void stop() {
        List<BrokerDraw> ending;
        synchronized (this) {
            running = false;
            ending = List.copyOf(draws.values());
            draws.clear();
            if (ticking != null) {
                ticking.cancel(false);
            }
        }
        ending.forEach(BrokerDraw::stop);
        ending.forEach(Draws::awaitEnd);
        watch.shutdownNow();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return MqPhases.PRODUCING;
    }
}
