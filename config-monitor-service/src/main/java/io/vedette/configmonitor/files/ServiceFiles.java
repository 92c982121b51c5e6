package io.vedette.configmonitor.files;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of some other service: all that changed, or none, are rolled out once they are quiet. Used by one thread, but for {@link #check}. */
final class ServiceFiles implements FileRound {
    private static final Logger log = LoggerFactory.getLogger(ServiceFiles.class);

    private final String name;
    private final WatchSettings settings;
    private final Rollout rollout;
    private final FileRecords records;
    private final Clock clock;
    private Map<String, String> seen = Map.of();
    private long since = System.nanoTime();

    ServiceFiles(String name, WatchSettings settings, Rollout rollout, FileRecords records, Clock clock) {
        this.name = name;
        this.settings = settings;
        this.rollout = rollout;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public int order() {
        return settings.order();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Answer> check(ConfigText text) throws IOException, InterruptedException {
        if (!WatchedFiles.covers(settings, text.path())) {
            return Optional.empty();
        }
        Optional<String> objection = rollout.objection(text);
        return Optional.of(
                objection.isPresent()
                        ? new Answer.Refused(List.of(new FileError("", objection.get(), 0)))
                        : new Answer.InForce(name + " would be given it", List.of()));
    }

    @Override
    public boolean round() throws IOException, InterruptedException {
        Map<String, ConfigText> texts = WatchedFiles.texts(settings);
        if (!isQuiet(texts)) {
            return false;
        }
        bringWhatDiffers(texts);
        return true;
    }

    /** Whether the files are as they were for as long as they must be. */
    private boolean isQuiet(Map<String, ConfigText> texts) {
        Map<String, String> now = new HashMap<>();
        texts.forEach((path, text) -> now.put(path, text.sha256()));
        if (!now.equals(seen)) {
            seen = now;
            since = System.nanoTime();
        }
        return System.nanoTime() - since >= settings.quiet().toNanos();
    }

    private void bringWhatDiffers(Map<String, ConfigText> texts) throws IOException, InterruptedException {
        Map<String, ConfigText> changed = new TreeMap<>();
        for (ConfigText text : texts.values()) {
            if (isChanged(text)) {
                changed.put(text.path(), text);
            }
        }
        List<String> gone = records.latest().stream()
                .filter(record -> record.watch().equals(name) && record.state() != FileState.REMOVED)
                .map(FileRecord::path)
                .filter(path -> !texts.containsKey(path))
                .toList();
        if (texts.isEmpty() || (changed.isEmpty() && gone.isEmpty())) {
            // That nothing is there at all says that the directory is not mounted.
            return;
        }
        if (isAccepted(changed)) {
            bring(changed, gone);
        }
    }

    /** What means the same as what was judged last is no change, whatever became of it then; a copy that is not there is one. */
    private boolean isChanged(ConfigText text) throws IOException {
        Optional<FileRecord> known = records.of(text.path());
        if (known.isEmpty() || !known.get().meaning().equals(text.meaning())) {
            return true;
        }
        return known.get().state() == FileState.IN_FORCE
                && known.get().inForce().equals(text.sha256())
                && !rollout.isLive(text);
    }

    /** All or none. */
    private boolean isAccepted(Map<String, ConfigText> changed) throws IOException, InterruptedException {
        Map<String, String> objections = new TreeMap<>();
        for (ConfigText text : changed.values()) {
            rollout.objection(text).ifPresent(reason -> objections.put(text.path(), reason));
        }
        objections.forEach((path, reason) ->
                tell(path, FileState.REFUSED, changed.get(path), List.of(new FileError("", reason, 0)), "not copied"));
        return objections.isEmpty();
    }

    private void bring(Map<String, ConfigText> changed, List<String> gone) throws IOException, InterruptedException {
        Optional<String> failure = rollout.bring(changed.values(), gone);
        FileState state = failure.isPresent() ? FileState.ROLLED_BACK : FileState.IN_FORCE;
        changed.forEach((path, text) -> tell(
                path,
                state,
                text,
                failure.map(why -> List.of(new FileError("", why, 0))).orElse(List.of()),
                failure.isPresent() ? "the ones before are put back" : name + " runs with it"));
        if (failure.isEmpty()) {
            gone.forEach(path -> tell(path, FileState.REMOVED, null, List.of(), name + " runs without it"));
        }
    }

    private void tell(String path, FileState state, @Nullable ConfigText text, List<FileError> errors, String detail) {
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
                name));
        if (errors.isEmpty()) {
            log.info("{} is {}; {}", path, state.word(), detail);
        } else {
            log.warn("{} is {}: {}", path, state.word(), errors.getFirst().reason());
        }
    }
}
