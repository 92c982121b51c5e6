package io.vedette.configmonitor.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What happened to which file, on disk, the latest hundred. Guarded by itself. */
final class FileRecords {

    private static final Logger log = LoggerFactory.getLogger(FileRecords.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HISTORY = 100;

    private final Path file;
    private final Map<String, FileRecord> latest = new TreeMap<>();
    private final List<FileRecord> history = new ArrayList<>();

    /** As it is kept. */
    record Kept(List<FileRecord> files, List<FileRecord> history) {}

    FileRecords(Path file) {
        this.file = file;
        load();
    }

    private void load() {
        try {
            if (Files.exists(file)) {
                Kept kept = JSON.readValue(Files.readString(file), Kept.class);
                kept.files().forEach(record -> latest.put(record.path(), record));
                history.addAll(kept.history());
            }
        } catch (IOException | JacksonException lost) {
            log.warn("What happened to the files before is lost: all are brought again", lost);
        }
    }

    synchronized Optional<FileRecord> of(String path) {
        return Optional.ofNullable(latest.get(path));
    }

    synchronized List<FileRecord> latest() {
        return List.copyOf(latest.values());
    }

    /** Newest first. */
    synchronized List<FileRecord> history() {
        return List.copyOf(history.reversed());
    }

    synchronized void add(FileRecord record) {
        latest.put(record.path(), record);
        history.add(record);
        while (history.size() > HISTORY) {
            history.removeFirst();
        }
        save();
    }

    private void save() {
        try {
            WholeFile.write(file, JSON.writeValueAsBytes(new Kept(List.copyOf(latest.values()), history)));
        } catch (IOException full) {
            log.error("What happened to the files cannot be kept", full);
        }
    }
}
