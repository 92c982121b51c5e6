package io.vedette.observer.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisListCommands.Direction;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells the other observers that this one lives, and gives back to the lists what dead ones had taken: its own former life's at the first
 * contact, another's once its lease was missing for a whole lease time, so that an outage of Redis buries nobody.
 *
 * <p>One virtual thread, "leases", owns the maps.
 */
@Component
public class Leases implements SmartLifecycle {

    /** Set of all processing lists there are, so that none must be searched for. */
    static final String PROCESSING = "observer.processing";

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private final StringRedisTemplate redis;
    private final Instance instance;
    private final Duration lease;
    private final Map<String, Long> missingSince = new HashMap<>();
    private final List<Runnable> newServer = new CopyOnWriteArrayList<>();
    private volatile Set<String> dead = Set.of();
    private volatile boolean running;
    private volatile boolean ownReclaimed;
    private String server = "";
    private @Nullable Thread thread;

    Leases(StringRedisTemplate redis, Instance instance, QueueSettings settings) {
        this.redis = redis;
        this.instance = instance;
        this.lease = settings.lease();
    }

    /** Whether an instance was silent for longer than the lease. */
    public boolean isDead(String other) {
        return dead.contains(other);
    }

    /** Whether the former life's messages are back on their lists; before that nothing may be taken. */
    boolean isReady() {
        return ownReclaimed;
    }

    /** Asks to watch the life of an instance that is known from a claim on disk. */
    public void suspect(String other) {
        redis.opsForSet().add(PROCESSING, "claims.processing." + other + "-0");
    }

    /** Calls {@code listener} when Redis answers as another process than before: its lists may be gone. */
    public void onNewServer(Runnable listener) {
        newServer.add(listener);
    }

    @Override
    public void start() {
        running = true;
        beat();
        thread = Thread.ofVirtual().name("leases").start(this::run);
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(ownReclaimed ? lease.dividedBy(6) : Duration.ofMillis(500));
            } catch (InterruptedException stop) {
                return;
            }
            beat();
        }
    }

    private void beat() {
        try {
            redis.opsForValue().set(key(instance.id()), "alive", lease);
            notice(serverId());
            reclaim();
            ownReclaimed = true;
        } catch (DataAccessException away) {
            // Silence of the others cannot be judged while Redis is.
            missingSince.clear();
            log.debug("Redis is away", away);
        }
    }

    private void notice(String now) {
        if (!server.isEmpty() && !server.equals(now)) {
            log.info("Redis was restarted");
            newServer.forEach(Runnable::run);
        }
        server = now;
    }

    private String serverId() {
        RedisCallback<String> ask = connection -> {
            var info = connection.serverCommands().info("server");
            return info == null ? "" : info.getProperty("run_id", "");
        };
        String id = redis.execute(ask);
        return id == null ? "" : id;
    }

    private void reclaim() {
        Set<String> lists = redis.opsForSet().members(PROCESSING);
        if (lists == null) {
            return;
        }
        var nowDead = new HashSet<String>();
        for (String list : lists) {
            String owner = owner(list);
            boolean gone = owner.equals(instance.id()) ? !ownReclaimed : isGone(owner);
            if (gone) {
                giveBack(list);
                nowDead.add(owner);
            }
        }
        dead = Set.copyOf(nowDead);
    }

    private boolean isGone(String owner) {
        if (Boolean.TRUE.equals(redis.hasKey(key(owner)))) {
            missingSince.remove(owner);
            return false;
        }
        long now = System.nanoTime();
        long since = missingSince.computeIfAbsent(owner, first -> now);
        return now - since >= lease.toNanos();
    }

    private void giveBack(String processing) {
        String list = processing.substring(0, processing.indexOf(".processing."));
        int moved = 0;
        while (redis.opsForList().move(processing, Direction.LEFT, list, Direction.RIGHT) != null) {
            moved++;
        }
        redis.opsForSet().remove(PROCESSING, processing);
        if (moved > 0) {
            log.info("{} messages of a dead worker are back on {}", moved, list);
        }
    }

    private static String key(String instance) {
        return "observer.lease." + instance;
    }

    private static String owner(String processing) {
        int begin = processing.indexOf(".processing.") + ".processing.".length();
        int end = processing.lastIndexOf('-');
        return end <= begin ? processing : processing.substring(begin, end);
    }

    @Override
    public void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Outbox.PHASE;
    }
}
