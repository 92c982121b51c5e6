package io.vedette.local.servers;

import java.io.PrintStream;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The Kafka server's JVM: formats the log folder when it is new, then runs the server until it is asked to end. */
final class KafkaProcess {

    private KafkaProcess() {}

    /** Arguments: the settings file, the cluster id. */
    @SuppressWarnings("SystemOut") // standard output is this process's log
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        int failed = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "--cluster-id", arguments[1], "--config", arguments[0]},
                out);
        if (failed != 0) {
            System.exit(failed);
        }
        Kafka.main(new String[] {arguments[0]});
    }
}
