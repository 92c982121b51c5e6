package io.vedette.local.suite;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Resident memory of the machine's processes at one moment, as {@code ps} tells it; pages that processes share count for each of them. */
public final class ProcessMemory {

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
        return bytesOf.getOrDefault(pid, 0L);
    }

    /** Bytes of a process and all its descendants. */
    public long ofTree(long pid) {
        long sum = ofProcess(pid);
        for (long child : childrenOf.getOrDefault(pid, List.of())) {
            sum += ofTree(child);
        }
        return sum;
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
