package io.vedette.configmonitor.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the watches' files each poll, in the watches' order, and brings what changed to the services that read it. One virtual thread, "config-rollouts";
 * a stop interrupts it, also while it waits for a confirmation: what was copied then is confirmed or put back after the next start.
 */
final class FileRollouts implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FileRollouts.class);

    private final List<Watch> watches = new ArrayList<>();
    private final FileRecords records;
    private final Duration poll;
    private final Clock clock;
    private volatile @Nullable Thread thread;

    /** One watch, and what it saw last. */
    private static final class Watch {
        private final String name;
        private final WatchSettings settings;
        private final Rollout rollout;
        private Map<String, String> seen = Map.of();
        private long since = System.nanoTime();

        Watch(String name, WatchSettings settings, Path home) {
            this.name = name;
            this.settings = settings;
            rollout = new Rollout(settings, home.resolve("rollouts").resolve(name));
        }

        /** Whether the files are as they were for as long as they must be. */
        boolean isQuiet(Map<String, ConfigText> texts) {
            Map<String, String> now = new HashMap<>();
            texts.forEach((path, text) -> now.put(path, text.sha256()));
            if (!now.equals(seen)) {
                seen = now;
                since = System.nanoTime();
            }
            return System.nanoTime() - since >= settings.quiet().toNanos();
        }
    }

    FileRollouts(Map<String, WatchSettings> settings, Path home, FileRecords records, Duration poll, Clock clock) {
        settings.forEach((name, one) -> watches.add(new Watch(name, one, home)));
        watches.sort(
                Comparator.comparingInt((Watch watch) -> watch.settings.order()).thenComparing(watch -> watch.name));
        this.records = records;
        this.poll = poll;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (watches.isEmpty()) {
            return;
        }
        thread = Thread.ofVirtual().name("config-rollouts").start(this::run);
    }

    /** What its watch's validator says to a text for this path; empty when nobody watches it. */
    Optional<Answer> check(ConfigText text) throws IOException, InterruptedException {
        for (Watch watch : watches) {
            if (WatchedFiles.covers(watch.settings, text.path())) {
                Optional<String> objection = watch.rollout.objection(text);
                return Optional.of(
                        objection.isPresent()
                                ? new Answer.Refused(List.of(new FileError("", objection.get(), 0)))
                                : new Answer.InForce(watch.name + " would be given it", List.of()));
            }
        }
        return Optional.empty();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                lookAtAll();
                Thread.sleep(poll);
            }
        } catch (InterruptedException stop) {
            log.debug("stopped");
        }
    }

    /** One whose files still change holds up those behind it. */
    private void lookAtAll() throws InterruptedException {
        for (Watch watch : watches) {
            try {
                Map<String, ConfigText> texts = WatchedFiles.texts(watch.settings);
                if (!watch.isQuiet(texts)) {
                    return;
                }
                round(watch, texts);
            } catch (IOException | RuntimeException e) {
                log.warn("The files of {} could not be looked at, they are again in a while", watch.name, e);
            }
        }
    }

    private void round(Watch watch, Map<String, ConfigText> texts) throws IOException, InterruptedException {
        Map<String, ConfigText> changed = new TreeMap<>();
        for (ConfigText text : texts.values()) {
            if (isChanged(watch, text)) {
                changed.put(text.path(), text);
            }
        }
        List<String> gone = records.latest().stream()
                .filter(record -> record.watch().equals(watch.name) && record.state() != FileState.REMOVED)
                .map(FileRecord::path)
                .filter(path -> !texts.containsKey(path))
                .toList();
        if (texts.isEmpty() || (changed.isEmpty() && gone.isEmpty())) {
            // That nothing is there at all says that the directory is not mounted.
            return;
        }
        if (isAccepted(watch, changed)) {
            bring(watch, changed, gone);
        }
    }

    /** What means the same as what was judged last is no change, whatever became of it then; a copy that is not there is one. */
    private boolean isChanged(Watch watch, ConfigText text) throws IOException {
        Optional<FileRecord> known = records.of(text.path());
        if (known.isEmpty() || !known.get().meaning().equals(text.meaning())) {
            return true;
        }
        return known.get().state() == FileState.IN_FORCE
                && known.get().inForce().equals(text.sha256())
                && !watch.rollout.isLive(text);
    }

    /** All or none. */
    private boolean isAccepted(Watch watch, Map<String, ConfigText> changed) throws IOException, InterruptedException {
        Map<String, String> objections = new TreeMap<>();
        for (ConfigText text : changed.values()) {
            watch.rollout.objection(text).ifPresent(reason -> objections.put(text.path(), reason));
        }
        objections.forEach((path, reason) -> tell(
                watch,
                path,
                FileState.REFUSED,
                changed.get(path),
                List.of(new FileError("", reason, 0)),
                "not copied"));
        return objections.isEmpty();
    }

    private void bring(Watch watch, Map<String, ConfigText> changed, List<String> gone)
            throws IOException, InterruptedException {
        Optional<String> failure = watch.rollout.bring(changed.values(), gone);
        FileState state = failure.isPresent() ? FileState.ROLLED_BACK : FileState.IN_FORCE;
        changed.forEach((path, text) -> tell(
                watch,
                path,
                state,
                text,
                failure.map(why -> List.of(new FileError("", why, 0))).orElse(List.of()),
                failure.isPresent() ? "the ones before are put back" : watch.name + " runs with it"));
        if (failure.isEmpty()) {
            gone.forEach(
                    path -> tell(watch, path, FileState.REMOVED, null, List.of(), watch.name + " runs without it"));
        }
    }

    private void tell(
            Watch watch,
            String path,
            FileState state,
            @Nullable ConfigText text,
            List<FileError> errors,
            String detail) {
        String before = records.of(path).map(FileRecord::inForce).orElse("");
        String inForce = text != null && state == FileState.IN_FORCE ? text.sha256() : before;
        records.add(new FileRecord(
                path,
                state,
                clock.instant(),
                text == null ? "" : text.meaning(),
                state == FileState.REMOVED ? "" : inForce,
                errors,
                detail,
                List.of(),
                watch.name));
        if (errors.isEmpty()) {
            log.info("{} is {}; {}", path, state.word(), detail);
        } else {
            log.warn("{} is {}: {}", path, state.word(), errors.getFirst().reason());
        }
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
