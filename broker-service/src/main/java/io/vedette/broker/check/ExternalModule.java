package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Check type {@code external}: a program of the operator's directory ({@code vedette.external.directory}), any Nagios plugin for one. Keys:
 * {@code command} (its name there), {@code arg1}, {@code arg2}…, {@code env_NAME}, {@code output_extract}: {@code NAGIOS} (default: performance data),
 * {@code JSON}, or a regex with groups {@code key}, {@code value} and, if it likes, {@code uom}. Metrics besides: {@code exit_code}, {@code output} (its
 * first line), {@code duration} in ms. Good when it ends with 0; 3 (UNKNOWN) and what Nagios does not know are not available. No shell is involved.
 */
@Component
final class ExternalModule implements CheckModule {
    private static final int MOST_OUTPUT = 1 << 20;
    private static final int UNKNOWN = 3;

    private final @Nullable Path directory;
    private final JsonSamples json;

    ExternalModule(ExternalSettings settings, JsonSamples json) {
        directory = settings.directory();
        this.json = json;
    }

    @Override
    public String name() {
        return "external";
    }

    @Override
    public List<FieldError> verify(Check check) {
        Fields fields = new Fields(check).required("command");
        String command = check.getConfigOrDefault("command", "");
        fields.wrongIf(
                !command.isBlank() && !isAllowed(command), "command", "is none of the programs this broker may run");
        String extract = extract(check);
        if (!extract.equals("NAGIOS") && !extract.equals("JSON")) {
            fields.pattern("output_extract")
                    .wrongIf(
                            !extract.contains("(?<key>") || !extract.contains("(?<value>"),
                            "output_extract",
                            "must be NAGIOS, JSON or have the groups key and value");
        }
        return fields.errors();
    }

    private boolean isAllowed(String command) {
        return directory != null
                && command.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")
                && Files.isExecutable(directory.resolve(command))
                && Files.isRegularFile(directory.resolve(command));
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException, InterruptedException {
        String command = check.getConfigOrThrow("command");
        if (!isAllowed(command)) {
            return CheckResult.unavailable(command + " is none of the programs this broker may run");
        }
        long start = System.nanoTime();
        Process process = started(check, Objects.requireNonNull(directory).resolve(command));
        try {
            byte[] said = process.getInputStream().readNBytes(MOST_OUTPUT);
            int exit = process.waitFor();
            Collected collected = new Collected(nowMs)
                    .count("duration", TcpModule.msSince(start))
                    .count("exit_code", exit);
            String text = new String(said, StandardCharsets.UTF_8);
            String status =
                    text.lines().findFirst().orElse("").split("\\|", 2)[0].strip();
            collected.text("output", status);
            String flaw = extract(check, said, text, collected);
            boolean available = exit >= 0 && exit < UNKNOWN;
            return new CheckResult(
                    available, exit == 0 && flaw.isEmpty(), flaw.isEmpty() ? status : flaw, collected.samples());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process started(Check check, Path program) throws IOException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        for (int i = 0; ; i++) {
            String word = check.getConfigMap().get("arg" + i);
            if (word != null) {
                words.add(word);
            } else if (i > 0) {
                break;
            }
        }
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        // Nothing of the broker's own surroundings: secrets stand in them.
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C.UTF-8");
        check.getConfigMap().forEach((key, value) -> {
            if (key.startsWith("env_")) {
                environment.put(key.substring("env_".length()), value);
            }
        });
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** What its output holds; returns what is wrong with it, empty for nothing. */
    private String extract(Check check, byte[] said, String text, Collected collected) {
        String extract = extract(check);
        switch (extract) {
            case "NAGIOS" -> PluginOutput.performance(text, collected);
            case "JSON" -> {
                JsonSamples.Read read = json.read(new ByteArrayInputStream(said), collected.nowMs());
                collected.addAll(read.samples());
                return read.flaw();
            }
            default -> PluginOutput.matches(extract, text, collected);
        }
        return "";
    }

    private static String extract(Check check) {
        return check.getConfigOrDefault("output_extract", "NAGIOS");
    }
}
