package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.broker.journal.JournalFolder.Segment;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MalformedBatchException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code ./vedette journal} does: looks at a journal's folder, of a stopped broker or a running one. Only {@code retire} changes anything, and that by
 * a file the broker acts on. Ends with 1 when {@code verify} found records lost, with 2 when it was asked for what it cannot do.
 */
public final class JournalTool {
    private static final int TAIL = 20;
    private static final double MEGABYTE = 1e6;
    private static final String USAGE = """
            journal verify DIR         reads every record and says what is lost
            journal show DIR           id, size, oldest and newest record
            journal subscribers DIR    how far each has stored it and what it holds
            journal tail DIR           the last records
            journal retire DIR NAME    ends a subscriber for good, so that what only it holds can go
            journal measure DIR        how fast a journal on the disk of the folder DIR would be; takes about 100 s""";

    /** MiB, around the default. */
    private static final List<Integer> SEGMENTS = List.of(8, 32, 128, 512);

    private final JournalFolder folder;
    private final PrintStream out;

    JournalTool(Path directory, PrintStream out) throws IOException {
        folder = new JournalFolder(directory);
        this.out = out;
    }

    @SuppressWarnings("SystemOut") // the terminal is what this program talks to
    public static void main(String[] words) {
        System.exit(run(words, System.out));
    }

    static int run(String[] words, PrintStream out) {
        if (words.length < 2 || words.length > 3 || (words.length == 3) != words[0].equals("retire")) {
            out.println(USAGE);
            return 2;
        }
        try {
            if (words[0].equals("measure")) {
                return measure(Path.of(words[1]), out, Duration.ofMillis(2500));
            }
            JournalTool tool = new JournalTool(Path.of(words[1]), out);
            return switch (words[0]) {
                case "verify" -> tool.verify();
                case "show" -> tool.show();
                case "subscribers" -> tool.subscribers();
                case "tail" -> tool.tail();
                case "retire" -> tool.retire(words[2]);
                default -> {
                    out.println(USAGE);
                    yield 2;
                }
            };
        } catch (FileSystemException e) {
            out.println(e.getReason() == null ? e.getMessage() : e.getReason());
            return 2;
        } catch (IOException e) {
            out.println("The journal cannot be read: " + e.getMessage());
            return 2;
        }
    }

    private int verify() throws IOException {
        List<Segment> segments = folder.walk(record -> {});
        long lost = 0;
        long records = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            boolean newest = i + 1 == segments.size();
            long hole = newest ? 0 : segments.get(i + 1).base() - segment.end();
            lost += segment.lostBytes() + hole;
            records += segment.records();
            out.printf(
                    Locale.ROOT,
                    "%s  %d records%s%s%n",
                    segment.file().getFileName(),
                    segment.records(),
                    segment.lostBytes() + hole == 0 ? "" : ", " + (segment.lostBytes() + hole) + " bytes lost",
                    newest && segment.tailBytes() > 0
                            ? ", " + segment.tailBytes() + " bytes not whole behind the last (torn, or being written)"
                            : "");
        }
        out.println(records + " records, " + (lost == 0 ? "nothing lost" : lost + " bytes lost"));
        return lost == 0 ? 0 : 1;
    }

    private int show() throws IOException {
        List<SegmentFile> files = folder.segments();
        out.println("journal   " + folder.id());
        if (files.isEmpty()) {
            out.println("segments  none");
            return 0;
        }
        Segment oldest = JournalFolder.walk(files.getFirst(), nextBase(files, 0), record -> {});
        Segment newest = JournalFolder.walk(files.getLast(), Long.MAX_VALUE, record -> {});
        out.println("segments  " + files.size());
        out.println("begin     " + oldest.base());
        out.println("end       " + newest.end());
        out.println("bytes     " + size(newest.end() - oldest.base()));
        out.println("from      " + time(oldest.fromMs()));
        out.println("to        " + time(newest.records() == 0 ? oldest.toMs() : newest.toMs()));
        return 0;
    }

    private int subscribers() throws IOException {
        List<SegmentFile> files = folder.segments();
        Map<String, Long> checkpoints = folder.subscribers();
        if (files.isEmpty() || checkpoints.isEmpty()) {
            out.println("no subscribers");
            return 0;
        }
        long end = JournalFolder.walk(files.getLast(), Long.MAX_VALUE, record -> {})
                .end();
        long begin = files.getFirst().base();
        out.printf("%-24s %20s %14s %14s%n", "SUBSCRIBER", "STORED UP TO", "NOT STORED", "HOLDS ALONE");
        checkpoints.forEach((name, stored) -> {
            long others = checkpoints.entrySet().stream()
                    .filter(other -> !other.getKey().equals(name))
                    .mapToLong(Map.Entry::getValue)
                    .min()
                    .orElse(end);
            long alone = Math.max(0, others - Math.max(begin, stored));
            out.printf("%-24s %20d %14s %14s%n", name, stored, size(end - Math.max(begin, stored)), size(alone));
        });
        return 0;
    }

    private int tail() throws IOException {
        List<SegmentFile> files = folder.segments();
        ArrayDeque<Stored> last = new ArrayDeque<>();
        for (int i = Math.max(0, files.size() - 2); i < files.size(); i++) {
            JournalFolder.walk(files.get(i), nextBase(files, i), record -> {
                last.addLast(record);
                if (last.size() > TAIL) {
                    last.removeFirst();
                }
            });
        }
        last.forEach(record -> out.println(record.offset() + "  " + time(record.journaledMs()) + "  "
                + record.kind().name().toLowerCase(Locale.ROOT) + "  " + described(record)));
        return 0;
    }

    private int retire(String name) throws IOException {
        long held = folder.subscribers().getOrDefault(name, 0L);
        if (!Subscribers.retire(folder.subscriberFolder(), name)) {
            out.println("There is no subscriber " + name + ".");
            return 2;
        }
        out.println(
                name + " is retired; it had stored up to " + held + ". A broker that runs forgets it within seconds.");
        return 0;
    }

    /** A figure a line, name and value, for people and for {@code ./vedette bench journal}. */
    static int measure(Path directory, PrintStream out, Duration round) throws IOException {
        DiskMeasure.Rates rates = new DiskMeasure(directory, round, JournalOptions.defaults()).run();
        out.printf(Locale.ROOT, "append.mb_per_s %.1f%n", rates.appendBytes() / MEGABYTE);
        out.printf(Locale.ROOT, "append.samples_per_s %.0f%n", rates.appendSamples());
        out.printf(Locale.ROOT, "append.record_bytes %d%n", rates.record());
        out.printf(Locale.ROOT, "append.group_bytes %d%n", rates.group());
        out.printf(Locale.ROOT, "disk.mb_per_s %.1f%n", rates.diskBytes() / MEGABYTE);
        out.printf(Locale.ROOT, "append.share_of_disk %.3f%n", rates.share());
        out.printf(Locale.ROOT, "read.mb_per_s %.1f%n", rates.readBytes() / MEGABYTE);
        out.printf(Locale.ROOT, "read.samples_per_s %.0f%n", rates.readSamples());
        for (int mebibytes : SEGMENTS) {
            DiskMeasure.Rates sized =
                    new DiskMeasure(directory, round, JournalOptions.ofSegments((long) mebibytes << 20)).run();
            out.printf(Locale.ROOT, "segment.mib_%d.share_of_disk %.3f%n", mebibytes, sized.share());
        }
        return 0;
    }

    private static long nextBase(List<SegmentFile> files, int index) {
        return index + 1 < files.size() ? files.get(index + 1).base() : Long.MAX_VALUE;
    }

    private static String described(Stored record) {
        if (!record.kind().isBatch()) {
            return record.payload().length + " bytes";
        }
        try {
            BatchReader batch = new BatchReader(record.payload());
            return batch.check() + "  " + batch.streams() + " streams  " + record.payload().length + " bytes";
        } catch (MalformedBatchException e) {
            return "no batch: " + e.getMessage();
        }
    }

    private static String time(long epochMs) {
        return epochMs == 0 ? "-" : Instant.ofEpochMilli(epochMs).toString();
    }

    private static String size(long bytes) {
        return bytes < 10_240 ? bytes + " B" : String.format(Locale.ROOT, "%.1f MiB", bytes / 1_048_576.0);
    }
}
