package io.vedette.observer.watch;

import io.vedette.observer.queue.FileEvents;
import io.vedette.observer.queue.Outbox;
import io.vedette.observer.queue.RedisLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one watch on a virtual thread of its own. A notification is announced at once; a listing follows the start, an overflow, an outage of
 * Redis, a directory that came back, and the forced poll, however many notifications come.
 */
final class DirectoryWatch implements Notifications.Listener {

    private static final Logger log = LoggerFactory.getLogger(DirectoryWatch.class);
    private static final String WAKE = "";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FULL_QUEUE = Duration.ofSeconds(5);

    private final Watch watch;
    private final Notifications notifications;
    private final Outbox outbox;
    private final Listing listing;
    private final WatchMetrics metrics;
    private final Clock clock;
    private final Predicate<String> filter;
    private final BlockingQueue<String> inbox = new LinkedBlockingQueue<>(10_000);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean listingWanted = true;
    private volatile boolean present;
    private Notifications.@Nullable Registration registration;
    private @Nullable Object identity;
    private boolean wasThere;
    private boolean failing;
    private long nextListing;

    DirectoryWatch(
            Watch watch,
            Notifications notifications,
            Outbox outbox,
            RedisLists lists,
            WatchMetrics metrics,
            Clock clock) {
        this.watch = watch;
        this.notifications = notifications;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
        this.filter = watch.filter().compiled();
        this.listing = new Listing(watch, filter, lists);
        this.thread = Thread.ofVirtual().name("watch-" + watch.section()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends at once: what was not announced yet is found by the next start's listing. */
    void stop() {
        running = false;
        thread.interrupt();
    }

    Watch watch() {
        return watch;
    }

    WatchStatus status() {
        return new WatchStatus(
                watch.section(),
                watch.directory().toString(),
                watch.queue(),
                present,
                watch.isImplied(),
                metrics.createdCount(),
                metrics.existsCount(),
                metrics.overflowCount());
    }

    void list() {
        listingWanted = true;
        wake();
    }

    @Override
    public void created(String name) {
        if (!inbox.offer(name)) {
            overflowed();
        }
    }

    @Override
    public void overflowed() {
        metrics.overflowed();
        list();
    }

    @Override
    public void lost() {
        wake();
    }

    private void wake() {
        if (!inbox.offer(WAKE)) {
            log.trace("awake already");
        }
    }

    private void run() {
        try {
            while (running) {
                round();
            }
        } catch (InterruptedException stopped) {
            log.debug("stopped");
        } finally {
            forget();
        }
    }

    private void round() throws InterruptedException {
        try {
            keepRegistered();
            if (present && (listingWanted || isPollDue())) {
                announceListed();
            }
            for (String name = inbox.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    name != null && running;
                    name = listingWanted || isPollDue() ? null : inbox.poll()) {
                announce(name);
            }
            failing = false;
        } catch (IOException | RuntimeException failed) {
            if (!failing) {
                log.warn("Watch {} of {} fails and is tried again", watch.section(), watch.directory(), failed);
            }
            failing = true;
            listingWanted = true;
            forget();
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private boolean isPollDue() {
        return nextListing != 0 && System.nanoTime() - nextListing >= 0;
    }

    private void announceListed() throws IOException, InterruptedException {
        listingWanted = false;
        Optional<Listing.Found> found = listing.look();
        if (found.isEmpty()) {
            // Redis is away: it is asked again in a while, and the outbox tells when it is back.
            listingIn(LOOK);
            return;
        }
        for (String name : found.get().names()) {
            outbox.announce(watch.queue(), FileEvents.exists(watch.directory(), name, clock.instant()));
            metrics.listed();
        }
        if (found.get().isCut()) {
            listingIn(AFTER_A_FULL_QUEUE);
        } else if (watch.forcedPoll().isZero()) {
            nextListing = 0;
        } else {
            listingIn(watch.forcedPoll());
        }
    }

    private void listingIn(Duration time) {
        nextListing = System.nanoTime() + time.toNanos();
    }

    private void announce(String name) throws InterruptedException {
        if (name.equals(WAKE) || !filter.test(name)) {
            return;
        }
        Path file = watch.directory().resolve(name);
        if (!Files.isDirectory(file)) {
            outbox.announce(watch.queue(), FileEvents.created(watch.directory(), name, clock.instant()));
            metrics.created();
        }
    }

    private void keepRegistered() throws IOException {
        Optional<Object> now = identityOf(watch.directory());
        if (now.isEmpty()) {
            missing();
        } else if (registration == null || !registration.isValid() || !now.get().equals(identity)) {
            forget();
            registration = notifications.register(watch.directory(), this);
            identity = now.get();
            present = true;
            wasThere = true;
            listingWanted = true;
            log.info("Watching {} for {}", watch.directory(), watch.queue());
        }
    }

    private void missing() throws IOException {
        if (present) {
            log.warn("{} is gone, waiting for it", watch.directory());
        }
        forget();
        if (!wasThere || watch.isImplied()) {
            Files.createDirectories(watch.directory());
            wake();
        }
    }

    private void forget() {
        present = false;
        identity = null;
        if (registration != null) {
            registration.close();
            registration = null;
        }
    }

    private static Optional<Object> identityOf(Path directory) {
        try {
            var attributes = Files.readAttributes(directory, BasicFileAttributes.class);
            if (!attributes.isDirectory()) {
                return Optional.empty();
            }
            Object key = attributes.fileKey();
            return Optional.of(key == null ? directory : key);
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
