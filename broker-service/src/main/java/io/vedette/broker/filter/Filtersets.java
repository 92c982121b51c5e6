package io.vedette.broker.filter;

import io.vedette.broker.door.Problem;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.home.HomeSettings;
import io.vedette.broker.home.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The named filtersets, on disk as they were given and in memory; a deleted one leaves the version of its deletion. */
@Component
public class Filtersets {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}");
    private static final String ENDING = ".json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /**
     * @param rules null when it was deleted
     */
    private record Held(
            long seq, @Nullable JsonNode json, @Nullable Filterset rules) {}

    /**
     * What became of a change.
     *
     * @param asked the version that was given
     * @param held the version held now: a higher one stays
     */
    public record Change(long asked, long held) {
        public boolean isTaken() {
            return held == asked;
        }
    }

    public Filtersets(HomeSettings home) throws IOException {
        folder = home.folder("filters");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                String name = file.getFileName().toString();
                name = name.substring(0, name.length() - ENDING.length());
                held.put(name, read(name, Files.readString(file)));
            }
        }
    }

    /** Rises with every change. */
    long generation() {
        return generation.get();
    }

    Optional<Filterset> find(String name) {
        return Optional.ofNullable(held.get(name)).map(Held::rules);
    }

    /** Those that are, as they were given. */
    public Map<String, JsonNode> shown() {
        Map<String, JsonNode> shown = new TreeMap<>();
        held.forEach((name, set) -> {
            if (set.json() != null) {
                shown.put(name, set.json());
            }
        });
        return shown;
    }

    /**
     * Holds this set from now on, unless a newer version is held.
     *
     * @throws org.springframework.web.ErrorResponseException 400 naming what is wrong
     */
    public synchronized Change set(String name, String json) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw Problem.invalid(List.of(new FieldError("name", "must be of letters, digits, _ . and -")));
        }
        return change(name, read(name, json), json);
    }

    public synchronized Change delete(String name, long seq) throws IOException {
        if (!held.containsKey(name)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found", "there is no filterset " + name);
        }
        return change(name, new Held(seq, null, null), "{\"seq\":" + seq + ",\"deleted\":true}");
    }

    private Change change(String name, Held wanted, String json) throws IOException {
        Held present = held.get(name);
        if (present != null && present.seq() > wanted.seq()) {
            return new Change(wanted.seq(), present.seq());
        }
        PrivateFile.replace(folder.resolve(name + ENDING), json);
        if (wanted.rules() == null) {
            added(name).delete();
        }
        held.put(name, wanted);
        generation.incrementAndGet();
        return new Change(wanted.seq(), wanted.seq());
    }

    private Held read(String name, String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            throw Problem.invalid(List.of(new FieldError("body", "is no JSON: " + e.getOriginalMessage())));
        }
        long seq = json.path("seq").asLong(0);
        if (json.path("deleted").asBoolean(false)) {
            return new Held(seq, null, null);
        }
        FilterReader reader = new FilterReader();
        List<FilterRule> rules = reader.rules(json.path("rules"));
        if (!reader.errors().isEmpty()) {
            throw Problem.invalid(reader.errors());
        }
        return new Held(seq, json, new Filterset(rules, new AddedValues(added(name))));
    }

    private NameFile added(String name) {
        return new NameFile(folder.resolve(name + ".added"));
    }

    /** Values a check's own rules would let in by themselves: they have none. */
    AddedValues none() {
        return new AddedValues(added("none"));
    }
}
