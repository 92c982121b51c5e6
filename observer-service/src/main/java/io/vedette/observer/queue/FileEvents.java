package io.vedette.observer.queue;

import io.vedette.contracts.files.FileEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** MetWork's message: {@code {"directory": …, "filename": …, "event": …, "event_timestamp": <Unix seconds with fraction>}}. */
public final class FileEvents {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private FileEvents() {}

    public static FileEvent created(Path directory, String filename, Instant now) {
        return new FileEvent(directory.toString(), filename, FileEvent.CREATED, seconds(now));
    }

    public static FileEvent exists(Path directory, String filename, Instant now) {
        return new FileEvent(directory.toString(), filename, FileEvent.EXISTS, seconds(now));
    }

    public static String text(FileEvent event) {
        return JSON.createObjectNode()
                .put("directory", event.directory())
                .put("filename", event.filename())
                .put("event", event.event())
                .put(
                        "event_timestamp",
                        BigDecimal.valueOf(event.eventTimestamp()).setScale(6, RoundingMode.HALF_UP))
                .toString();
    }

    /**
     * @throws MalformedEventException when it is not such a message, or its file name is not a plain name
     */
    public static FileEvent parse(String text) {
        JsonNode node = read(text);
        String directory = node.path("directory").asString("");
        String filename = node.path("filename").asString("");
        if (!directory.startsWith("/")) {
            throw new MalformedEventException("directory must be an absolute path");
        }
        if (filename.isEmpty() || filename.equals(".") || filename.equals("..") || filename.matches("(?s).*[/\0].*")) {
            throw new MalformedEventException("filename must be a plain name");
        }
        return new FileEvent(
                directory,
                filename,
                node.path("event").asString(FileEvent.CREATED),
                node.path("event_timestamp").asDouble(0));
    }

    private static JsonNode read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new MalformedEventException("not a JSON object");
            }
            return node;
        } catch (JacksonException broken) {
            throw new MalformedEventException("not JSON: " + broken.getOriginalMessage());
        }
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }
}
