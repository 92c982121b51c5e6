package io.vedette.local.suite;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resident memory of the machine's processes at one moment. Where the kernel tells it (Linux, own processes), a page that several processes share
 * counts for each in equal parts, so that sums are true; elsewhere it is what {@code ps} tells, and sums are too high.
 */
public final class ProcessMemory {

    private static final Pattern PROPORTIONAL = Pattern.compile("^Pss: +(\\d+) kB$", Pattern.MULTILINE);

    private final Map<Long, Long> bytesOf = new HashMap<>();
    private final Map<Long, List<Long>> childrenOf = new HashMap<>();

    private ProcessMemory() {}

    public static ProcessMemory now() {
        ProcessMemory memory = new ProcessMemory();
        try {
            Process ps = new ProcessBuilder("ps", "-A", "-o", "pid=,ppid=,rss=").start();
            String lines = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            lines.lines().map(line -> line.strip().split("\\s+")).forEach(memory::add);
            return memory;
        } catch (IOException e) {
            throw new StartException("ps cannot be run: " + e.getMessage() + ".", e);
        }
    }

    /** Bytes; 0 when it has ended. */
    public long ofProcess(long pid) {
        return bytesOf.containsKey(pid) ? proportional(pid).orElseGet(() -> bytesOf.getOrDefault(pid, 0L)) : 0;
    }

    /** Bytes of a process and all its descendants. */
    public long ofTree(long pid) {
        long sum = ofProcess(pid);
        for (long child : childrenOf.getOrDefault(pid, List.of())) {
            sum += ofTree(child);
        }
        return sum;
    }

    private static Optional<Long> proportional(long pid) {
        try {
            Matcher matcher = PROPORTIONAL.matcher(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
            return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1)) << 10) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void add(String[] words) {
        if (words.length == 3) {
            long pid = Long.parseLong(words[0]);
            bytesOf.put(pid, Long.parseLong(words[2]) << 10);
            childrenOf
                    .computeIfAbsent(Long.parseLong(words[1]), parent -> new ArrayList<>())
                    .add(pid);
        }
    }
}
