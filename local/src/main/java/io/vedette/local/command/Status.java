package io.vedette.local.command;

import io.vedette.local.suite.ProcessMemory;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Prints each process of the running suite with port, health and memory. */
final class Status {

    private static final String LINE = "%-24s %8s %7s  %-8s %10s%n";

    private final Arguments arguments;
    private final PrintStream out;

    Status(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    void run() {
        JsonNode suite = Running.suite(arguments.settings());
        ProcessMemory memory = ProcessMemory.now();
        out.printf(Locale.ROOT, LINE, "PROCESS", "PID", "PORT", "HEALTH", "MEMORY");
        long total = 0;
        for (Map.Entry<String, JsonNode> process : suite.path("processes").properties()) {
            long pid = process.getValue().path("pid").asLong();
            long bytes = process.getKey().equals("launcher") ? memory.ofProcess(pid) : memory.ofTree(pid);
            total += bytes;
            out.printf(
                    Locale.ROOT,
                    LINE,
                    process.getKey(),
                    pid,
                    process.getValue().path("port").asInt(),
                    process.getValue().path("healthy").asBoolean() ? "up" : "down",
                    mebibytes(bytes));
        }
        out.printf(
                Locale.ROOT,
                LINE,
                "together",
                "",
                "",
                suite.path("ready").asBoolean() ? "" : "starting",
                mebibytes(total));
        out.println(suite.path("address").asString());
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
