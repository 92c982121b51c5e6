package io.vedette.configmonitor.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the files of the folder with what their receiver lives by, and brings it what differs. Used by one thread. */
final class FileCourier implements FileRound {

    private static final Logger log = LoggerFactory.getLogger(FileCourier.class);

    private final ConfigFolder folder;
    private final FolderWatch watch;
    private final FileRecords records;
    private final FilesSettings settings;
    private final Clock clock;
    private final Map<String, Long> nextTry = new HashMap<>();
    private long nextQuestion = System.nanoTime();

    FileCourier(ConfigFolder folder, FolderWatch watch, FileRecords records, FilesSettings settings, Clock clock) {
        this.folder = folder;
        this.watch = watch;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public int order() {
        return watch.order();
    }

    @Override
    public String name() {
        return watch.name();
    }

    @Override
    public Optional<Answer> check(ConfigText text) {
        return watch.covers(text.path()) ? Optional.of(watch.receiver().check(text)) : Optional.empty();
    }

    @Override
    public boolean round() throws IOException {
        Map<String, ConfigText> texts = folder.texts(watch);
        Set<String> lost = lostByTheReceiver();
        for (ConfigText text : texts.values()) {
            if (lost.contains(text.path()) || isDue(text)) {
                bring(text);
            }
        }
        for (FileRecord record : records.latest()) {
            if (watch.covers(record.path()) && !texts.containsKey(record.path()) && isRemovalDue(record)) {
                takeAway(record);
            }
        }
        return true;
    }

    private boolean isDue(ConfigText text) {
        Optional<FileRecord> known = records.of(text.path());
        if (known.isEmpty() || !known.get().meaning().equals(text.meaning())) {
            return true;
        }
        return known.get().state() != FileState.IN_FORCE && isTime(text.path());
    }

    private boolean isRemovalDue(FileRecord record) throws IOException {
        if (record.state() == FileState.REMOVED || !folder.tellsAbsenceOf(record.path())) {
            return false;
        }
        return !record.meaning().isEmpty() || isTime(record.path());
    }

    private boolean isTime(String path) {
        Long time = nextTry.get(path);
        return time == null || System.nanoTime() - time >= 0;
    }

    private void bring(ConfigText text) {
        Answer answer = watch.receiver().apply(text);
        String before = records.of(text.path()).map(FileRecord::inForce).orElse("");
        switch (answer) {
            case Answer.InForce inForce ->
                tell(
                        text.path(),
                        FileState.IN_FORCE,
                        text.meaning(),
                        text.sha256(),
                        List.of(),
                        inForce.summary(),
                        inForce.notes());
            case Answer.Refused refused ->
                tell(
                        text.path(),
                        FileState.REFUSED,
                        text.meaning(),
                        before,
                        refused.errors(),
                        "the one before stays in force",
                        List.of());
            case Answer.Away away ->
                tell(text.path(), FileState.UNREACHABLE, text.meaning(), before, List.of(), away.reason(), List.of());
        }
        tryAgain(text.path(), answer);
    }

    private void takeAway(FileRecord record) {
        Answer answer = watch.receiver().remove(record.path());
        switch (answer) {
            case Answer.InForce gone ->
                tell(record.path(), FileState.REMOVED, "", "", List.of(), gone.summary(), List.of());
            case Answer.Refused refused ->
                tell(
                        record.path(),
                        FileState.REFUSED,
                        "",
                        record.inForce(),
                        refused.errors(),
                        "not removed",
                        List.of());
            case Answer.Away away ->
                tell(record.path(), FileState.UNREACHABLE, "", record.inForce(), List.of(), away.reason(), List.of());
        }
        tryAgain(record.path(), answer);
    }

    private void tryAgain(String path, Answer answer) {
        Duration pause = answer instanceof Answer.Away ? settings.retry() : settings.askAgain();
        nextTry.put(path, System.nanoTime() + pause.toNanos());
    }

    /** Says once what is new; that nothing changed is not worth a line. */
    private void tell(
            String path,
            FileState state,
            String meaning,
            String inForce,
            List<FileError> errors,
            String detail,
            List<String> notes) {
        var record =
                new FileRecord(path, state, clock.instant(), meaning, inForce, errors, detail, notes, watch.name());
        Optional<FileRecord> before = records.of(path);
        if (before.isPresent() && isSame(before.get(), record)) {
            return;
        }
        records.add(record);
        switch (state) {
            case IN_FORCE -> log.info("{} is in force; {}", path, detail);
            case REMOVED -> log.info("{} is out of force; {}", path, detail);
            case REFUSED, ROLLED_BACK -> log.warn("{} is refused: {}", path, sentence(errors));
            case UNREACHABLE -> log.warn("{} waits: {}", path, detail);
        }
    }

    private static boolean isSame(FileRecord one, FileRecord other) {
        return one.state() == other.state()
                && one.meaning().equals(other.meaning())
                && one.inForce().equals(other.inForce())
                && one.errors().equals(other.errors());
    }

    private static String sentence(List<FileError> errors) {
        return errors.stream()
                .map(error -> "line " + error.line() + ": " + error.field() + " " + error.reason())
                .collect(Collectors.joining("; "));
    }

    /** Files that were in force and that the receiver, asked at the start and now and then, knows nothing of: it lost its home. */
    private Set<String> lostByTheReceiver() {
        var lost = new HashSet<String>();
        if (System.nanoTime() - nextQuestion < 0) {
            return lost;
        }
        nextQuestion = System.nanoTime() + settings.askAgain().toNanos();
        watch.receiver()
                .inForce()
                .ifPresent(there -> records.latest().forEach(record -> {
                    if (watch.covers(record.path())
                            && record.state() == FileState.IN_FORCE
                            && !there.containsKey(record.path())) {
                        lost.add(record.path());
                    }
                }));
        return lost;
    }
}
