package io.vedette.broker.listen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What Linux dropped on UDP ports because nobody read fast enough, of all sockets of a port. */
final class KernelDrops {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private KernelDrops() {}

    /** 0 where it cannot be read. */
    static long of(int port) {
        return TABLES.stream().mapToLong(table -> of(port, lines(table))).sum();
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    static long of(int port, List<String> table) {
        String wanted = String.format(Locale.ROOT, ":%04X", port);
        return table.stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length > 12 && words[1].endsWith(wanted))
                .mapToLong(words -> Long.parseLong(words[words.length - 1]))
                .sum();
    }
}
