package io.vedette.local.suite;

import io.vedette.local.guard.StartException;
import io.vedette.local.servers.FreePort;
import io.vedette.local.servers.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The ports of one data folder. They are chosen at the first start and kept: the checks that watch the suite itself name them.
 *
 * @param numbers one for each {@link Port}
 */
public record Ports(Map<Port, Integer> numbers) {

    public Ports {
        numbers = Map.copyOf(numbers);
    }

    /** Those of the data folder; at its first start free ones or the usual ones. Throws {@link StartException} naming one that is taken. */
    public static Ports of(SuiteSettings settings) {
        Path file = settings.data().resolve("ports.properties");
        boolean isKept = Files.exists(file);
        Ports ports = isKept ? read(file) : settings.freePorts() ? free() : usual();
        ports.requireFree();
        if (!isKept) {
            PrivateFiles.write(file, ports.text());
        }
        return ports;
    }

    public int get(Port port) {
        Integer number = numbers.get(port);
        if (number == null) {
            throw new IllegalStateException("no number for " + port.title());
        }
        return number;
    }

    private void requireFree() {
        for (Port port : Port.values()) {
            int number = get(port);
            if (port.isUdp() ? !FreePort.isFreeUdp(number) : !FreePort.isFree(number)) {
                throw new StartException(
                        "Port " + number + " (" + port.title() + ") is taken by another program; stop it,"
                                + " or start on a new data folder with --free-ports.");
            }
        }
    }

    /** Title and number, by title. */
    Map<String, Integer> byTitle() {
        Map<String, Integer> titles = new TreeMap<>();
        numbers.forEach((port, number) -> titles.put(port.title(), number));
        return titles;
    }

    private String text() {
        return byTitle().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining(
                        "", "# Chosen at the first start; the checks of the suite name them.\n", ""));
    }

    private static Ports usual() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, port.usual());
        }
        return new Ports(numbers);
    }

    private static Ports free() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        Set<Integer> taken = new HashSet<>();
        for (Port port : Port.values()) {
            int number = FreePort.any();
            while (!taken.add(number) || !FreePort.isFreeUdp(number)) {
                number = FreePort.any();
            }
            numbers.put(port, number);
        }
        return new Ports(numbers);
    }

    private static Ports read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new StartException("The ports in " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            String line = lines.getProperty(port.title(), Integer.toString(port.usual()));
            try {
                numbers.put(port, Integer.parseInt(line.strip()));
            } catch (NumberFormatException e) {
                throw new StartException(
                        "The port " + port.title() + " in " + file + " is not a number: " + line + ".", e);
            }
        }
        return new Ports(numbers);
    }
}
