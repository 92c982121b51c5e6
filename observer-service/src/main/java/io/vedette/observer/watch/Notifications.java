package io.vedette.observer.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The one inotify instance of the process: says to each watch which names appeared in its directory. One virtual thread,
 * "notifications", hands on and never waits for a listener.
 */
final class Notifications implements AutoCloseable {

    /** Who hears of a directory. Called by the one thread; must return at once. */
    interface Listener {
        void created(String name);

        /** Names were lost: only a listing tells them. */
        void overflowed();

        /** The directory is no longer there, or no longer watched. */
        void lost();
    }

    private final WatchService service;
    private final Map<WatchKey, List<Listener>> listeners = new ConcurrentHashMap<>();

    Notifications() {
        try {
            service = FileSystems.getDefault().newWatchService();
        } catch (IOException noInotify) {
            throw new UncheckedIOException("The system gives no file notifications", noInotify);
        }
        Thread.ofVirtual().name("notifications").start(this::run);
    }

    /**
     * @throws IOException when the directory is not there or the system's limit is reached
     */
    synchronized Registration register(Path directory, Listener listener) throws IOException {
        WatchKey key = directory.register(service, StandardWatchEventKinds.ENTRY_CREATE);
        listeners.computeIfAbsent(key, first -> new CopyOnWriteArrayList<>()).add(listener);
        return new Registration(key, listener);
    }

    /** One listener on one directory; two on the same share the system's watch. */
    final class Registration implements AutoCloseable {
        private final WatchKey key;
        private final Listener listener;

        private Registration(WatchKey key, Listener listener) {
            this.key = key;
            this.listener = listener;
        }

        boolean isValid() {
            return key.isValid();
        }

        @Override
        public void close() {
            remove(key, listener);
        }
    }

    private synchronized void remove(WatchKey key, Listener listener) {
        List<Listener> left = listeners.getOrDefault(key, List.of());
        left.remove(listener);
        if (left.isEmpty()) {
            listeners.remove(key);
            key.cancel();
        }
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                List<Listener> interested = listeners.getOrDefault(key, List.of());
                for (WatchEvent<?> event : key.pollEvents()) {
                    interested.forEach(listener -> tell(listener, event));
                }
                if (!key.reset()) {
                    interested.forEach(Listener::lost);
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException end) {
            // The service is closed when the observer stops.
        }
    }

    private static void tell(Listener listener, WatchEvent<?> event) {
        if (event.context() instanceof Path name) {
            listener.created(name.toString());
        } else {
            listener.overflowed();
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
