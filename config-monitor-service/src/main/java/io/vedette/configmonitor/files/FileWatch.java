package io.vedette.configmonitor.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at all watches' files, in the watches' order, when the operator's folder changes and, whatever notifications say, every poll. One virtual thread,
 * "config-files"; a stop interrupts it, also while it waits for a confirmation: what was copied then is confirmed or put back after the next start.
 */
final class FileWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);
    private static final int MOST_WAITS = 10;

    private final List<FileRound> rounds;
    private final @Nullable ConfigFolder folder;
    private final FilesSettings settings;
    private volatile @Nullable Thread thread;

    FileWatch(Collection<? extends FileRound> rounds, @Nullable ConfigFolder folder, FilesSettings settings) {
        this.rounds = rounds.stream()
                .sorted(Comparator.comparingInt(FileRound::order).thenComparing(FileRound::name))
                .collect(Collectors.toUnmodifiableList());
        this.folder = folder;
        this.settings = settings;
    }

    /** What would be said to a text for this path; empty when nobody watches it. */
    Optional<Answer> check(ConfigText text) throws IOException, InterruptedException {
        for (FileRound round : rounds) {
            Optional<Answer> answer = round.check(text);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    @Override
    public void start() {
        if (rounds.isEmpty()) {
            return;
        }
        thread = Thread.ofVirtual().name("config-files").start(this::run);
    }

    private void run() {
        try (WatchService notifications = FileSystems.getDefault().newWatchService()) {
            while (!Thread.currentThread().isInterrupted()) {
                round(notifications);
            }
        } catch (IOException | ClosedWatchServiceException noNotifications) {
            log.error("The files cannot be watched", noNotifications);
        } catch (InterruptedException stop) {
            log.debug("stopped");
        }
    }

    private void round(WatchService notifications) throws InterruptedException {
        listen(notifications);
        if (heard(notifications, isSettled() ? settings.poll() : settings.quiet())) {
            int waits = 0;
            while (heard(notifications, settings.quiet()) && waits < MOST_WAITS) {
                waits++;
            }
        }
    }

    private void listen(WatchService notifications) {
        if (folder == null) {
            return;
        }
        try {
            for (Path path : folder.folders()) {
                path.register(
                        notifications,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
        } catch (IOException swapped) {
            log.debug("what changed meanwhile is found by the poll", swapped);
        }
    }

    /** One look at all; a watch whose files still change holds up those behind it. */
    private boolean isSettled() throws InterruptedException {
        for (FileRound round : rounds) {
            try {
                if (!round.round()) {
                    return false;
                }
            } catch (IOException | RuntimeException failed) {
                log.warn("The files of {} could not be looked at, they are again in a while", round.name(), failed);
            }
        }
        return true;
    }

    private static boolean heard(WatchService notifications, Duration longest) throws InterruptedException {
        WatchKey key = notifications.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (key == null) {
            return false;
        }
        key.pollEvents();
        key.reset();
        return true;
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
