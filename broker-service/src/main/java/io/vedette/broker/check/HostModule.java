package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSFileStore;

/**
 * Check type {@code host}: the machine the broker runs on. CPU and network rates are over the time since the run before; the first run of all
 * looks at the CPU twice within a quarter of a second, and has no network rates. Percentages 0 to 100; {@code disk`used_percent} is that of the fullest disk.
 */
@Component
final class HostModule implements CheckModule {
    private static final Set<String> NO_DISKS =
            Set.of("tmpfs", "devtmpfs", "squashfs", "iso9660", "ramfs", "proc", "sysfs", "cgroup2", "nsfs", "efivarfs");

    private static final Duration FIRST_LOOK = Duration.ofMillis(250);

    private static final int MOST_REMEMBERED = 64;

    /** By check and period, so that a check's live runs change nothing of its own; guarded by this. */
    private final Map<String, Before> befores = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Before> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** What the run before saw. */
    private static final class Before {
        private long[] ticks = new long[0];
        private final Map<String, long[]> traffic = new HashMap<>();
        private long trafficNanos;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public synchronized CheckResult run(Check check, long nowMs) throws InterruptedException {
        SystemInfo system = new SystemInfo();
        Before before = befores.computeIfAbsent(check.getUuid() + "@" + check.getPeriodMs(), key -> new Before());
        if (before.ticks.length == 0) {
            before.ticks = system.getHardware().getProcessor().getSystemCpuLoadTicks();
            Thread.sleep(FIRST_LOOK);
        }
        Collected collected = new Collected(nowMs, new ArrayList<>());
        processor(system.getHardware().getProcessor(), before, collected);
        memory(system.getHardware().getMemory(), collected);
        disks(system.getOperatingSystem().getFileSystem().getFileStores(true), collected);
        network(system.getHardware().getNetworkIFs(), before, collected);
        collected.whole("uptime_seconds", system.getOperatingSystem().getSystemUptime());
        return CheckResult.good(collected.samples().size() + " values", collected.samples());
    }

    private static void processor(CentralProcessor processor, Before before, Collected collected) {
        long[] ticks = before.ticks;
        long[] now = processor.getSystemCpuLoadTicks();
        if (ticks.length == now.length) {
            collected.real("cpu`used_percent", 100 * processor.getSystemCpuLoadBetweenTicks(ticks));
            long total = 0;
            for (int i = 0; i < now.length; i++) {
                total += now[i] - ticks[i];
            }
            for (TickType type : List.of(TickType.USER, TickType.SYSTEM, TickType.IOWAIT, TickType.STEAL)) {
                long spent = now[type.getIndex()] - ticks[type.getIndex()];
                collected.real(
                        "cpu`" + type.name().toLowerCase(java.util.Locale.ROOT) + "_percent",
                        total == 0 ? 0 : 100.0 * spent / total);
            }
        }
        before.ticks = now;
        collected.whole("cpu`count", processor.getLogicalProcessorCount());
        double[] load = processor.getSystemLoadAverage(3);
        String[] names = {"load`1min", "load`5min", "load`15min"};
        for (int i = 0; i < load.length; i++) {
            if (load[i] >= 0) {
                collected.real(names[i], load[i]);
            }
        }
    }

    private static void memory(GlobalMemory memory, Collected collected) {
        long used = memory.getTotal() - memory.getAvailable();
        collected.whole("memory`total_bytes", memory.getTotal());
        collected.whole("memory`used_bytes", used);
        collected.percent("memory`used_percent", used, memory.getTotal());
        collected.whole("swap`used_bytes", memory.getVirtualMemory().getSwapUsed());
    }

    private static void disks(List<OSFileStore> stores, Collected collected) {
        double fullest = -1;
        Set<String> volumes = new java.util.HashSet<>();
        for (OSFileStore store : stores) {
            long total = store.getTotalSpace();
            if (total <= 0 || NO_DISKS.contains(store.getType()) || !volumes.add(store.getVolume() + total)) {
                continue;
            }
            long used = total - store.getUsableSpace();
            String prefix = "disk`" + store.getMount() + "`";
            collected.whole(prefix + "total_bytes", total);
            collected.whole(prefix + "used_bytes", used);
            collected.percent(prefix + "used_percent", used, total);
            fullest = Math.max(fullest, 100.0 * used / total);
        }
        if (fullest >= 0) {
            collected.real("disk`used_percent", fullest);
        }
    }

    private static void network(List<NetworkIF> interfaces, Before last, Collected collected) {
        long nanos = System.nanoTime();
        double seconds = (nanos - last.trafficNanos) / 1e9;
        for (NetworkIF link : interfaces) {
            String prefix = "network`" + link.getName() + "`";
            long[] now = {link.getBytesRecv(), link.getBytesSent()};
            collected.whole(prefix + "rx_bytes", now[0]);
            collected.whole(prefix + "tx_bytes", now[1]);
            collected.whole(prefix + "errors", link.getInErrors() + link.getOutErrors());
            long[] before = last.traffic.put(link.getName(), now);
            // A counter that went down was reset: no rate is better than a wrong one.
            if (before != null && now[0] >= before[0] && now[1] >= before[1]) {
                collected.real(prefix + "rx_bytes_per_second", (now[0] - before[0]) / seconds);
                collected.real(prefix + "tx_bytes_per_second", (now[1] - before[1]) / seconds);
            }
        }
        last.trafficNanos = nanos;
    }

    /** Samples of one run, all at one time. */
    private record Collected(long nowMs, List<Sample> samples) {
        void whole(String name, long value) {
            samples.add(Sample.whole(name, MetricType.INT64, nowMs, value));
        }

        void real(String name, double value) {
            samples.add(Sample.real(name, nowMs, value));
        }

        void percent(String name, long part, long whole) {
            if (whole > 0) {
                real(name, 100.0 * part / whole);
            }
        }
    }
}
