package io.vedette.configmonitor.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the files when they change and, whatever notifications say, every poll. One virtual thread, "config-files"; a stop ends it
 * between two looks.
 */
final class FileWatch implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);
    private static final int MOST_WAITS = 10;

    private final ConfigFolder folder;
    private final FileCourier courier;
    private final FilesSettings settings;
    private volatile @Nullable Thread thread;

    FileWatch(ConfigFolder folder, FileCourier courier, FilesSettings settings) {
        this.folder = folder;
        this.courier = courier;
        this.settings = settings;
    }

    @Override
    public void start() {
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
        try {
            for (Path path : folder.folders()) {
                path.register(
                        notifications,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
            courier.round();
        } catch (IOException | RuntimeException failed) {
            log.warn("The files could not be looked at, they are again in a while", failed);
        }
        if (heard(notifications, settings.poll())) {
            int waits = 0;
            while (heard(notifications, settings.quiet()) && waits < MOST_WAITS) {
                waits++;
            }
        }
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
