package io.vedette.configmonitor.cron;

import io.vedette.configmonitor.files.Answer;
import io.vedette.configmonitor.files.ConfigText;
import io.vedette.configmonitor.files.Receiver;
import io.vedette.configmonitor.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The crontabs in force. They are kept below config-monitor's home, so that one stays in force over a restart while a later one is refused. */
@Component
class Crontabs implements Receiver {
    /** In the name of a kept file; a plugin's name has none. */
    private static final String SLASH = "@";

    private final CronSettings settings;
    private final Path kept;
    private final Map<String, InForce> files = new ConcurrentHashMap<>();

    private record InForce(String sha256, List<CronJob> jobs) {}

    Crontabs(
            CronSettings settings,
            @Value("${vedette.home:data/config-monitor}") Path home,
            @Value("${vedette.files.directory:}") String watched)
            throws IOException {
        this.settings = settings;
        this.kept = home.resolve("crontabs");
        if (!watched.isEmpty() && Files.isDirectory(kept)) {
            takeUp();
        }
    }

    private void takeUp() throws IOException {
        try (Stream<Path> found = Files.list(kept)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                String path = file.getFileName().toString().replace(SLASH, "/");
                if (path.startsWith(WholeFile.UNFINISHED)) {
                    continue;
                }
                ConfigText text = new ConfigText(path, Files.readString(file));
                files.put(
                        path,
                        new InForce(
                                text.sha256(),
                                Crontab.read(text, settings.usual()).jobs()));
            }
        }
    }

    /** Of all files. */
    List<CronJob> jobs() {
        return files.values().stream().flatMap(file -> file.jobs().stream()).toList();
    }

    @Override
    public Answer apply(ConfigText text) {
        Crontab read = Crontab.read(text, settings.usual());
        if (read.errors().isEmpty()) {
            try {
                WholeFile.write(keptAs(text.path()), text.text().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                return new Answer.Away("it cannot be kept: " + e);
            }
            files.put(text.path(), new InForce(text.sha256(), read.jobs()));
        }
        return answer(read);
    }

    @Override
    public Answer check(ConfigText text) {
        return answer(Crontab.read(text, settings.usual()));
    }

    private Path keptAs(String path) {
        return kept.resolve(path.replace("/", SLASH));
    }

    private static Answer answer(Crontab read) {
        return read.errors().isEmpty()
                ? new Answer.InForce("jobs: " + read.jobs().size(), List.of())
                : new Answer.Refused(read.errors());
    }

    @Override
    public Answer remove(String path) {
        try {
            Files.deleteIfExists(keptAs(path));
        } catch (IOException e) {
            return new Answer.Away("it cannot be forgotten: " + e);
        }
        files.remove(path);
        return new Answer.InForce("no jobs any more", List.of());
    }

    @Override
    public Optional<Map<String, String>> inForce() {
        Map<String, String> there = new ConcurrentHashMap<>();
        files.forEach((path, file) -> there.put(path, file.sha256()));
        return Optional.of(there);
    }
}
