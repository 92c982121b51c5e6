package io.vedette.local.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.CassandraServer;
import io.vedette.local.servers.Login;
import io.vedette.local.servers.ServerFolders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The same rollups in a Cassandra of one node: cells a second into it, bytes on disk once all is flushed and compacted, milliseconds for an answer. */
final class CassandraBenchmark {

    private static final String DAY = "bench_day";
    private static final String YEAR = "bench_year";
    private static final double CELLS_OF_DAY = 1_440_000;
    private static final int HEAP_MIB = 512;

    private final StoreProgram program;
    private final PrintStream out;

    CassandraBenchmark(StoreProgram program, PrintStream out) {
        this.program = program;
        this.out = out;
    }

    /**
     * @param home where it may live
     * @param url of a Postgres for catalogues, with databases {@code store_cassandra_day} and {@code store_cassandra_year}
     */
    List<Figure> measure(Path home, String url, Login login) {
        Optional<String> missing = CassandraServer.missing();
        if (missing.isPresent()) {
            out.println("Cassandra is left out: " + missing.get());
            return List.of();
        }
        try (CassandraServer server = CassandraServer.steady(new ServerFolders(home))) {
            List<Figure> figures =
                    new ArrayList<>(program.measure("cassandra_day", HEAP_MIB, url, login, settings(server, DAY)));
            double bytes = compacted(server.pid(), DAY);
            figures.add(new Figure("store.cassandra.bytes_per_minute_cell_all_rollups", bytes / CELLS_OF_DAY, "bytes"));
            figures.addAll(program.measure("cassandra_year", HEAP_MIB, url, login, settings(server, YEAR)));
            return figures;
        } catch (IOException | JMException | AttachNotSupportedException e) {
            throw new StartException("Cassandra cannot be measured: " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, String> settings(CassandraServer server, String keyspace) {
        return Map.of(
                "VEDETTE_STORE_ENGINE",
                "cassandra",
                "VEDETTE_STORE_CASSANDRA_CONTACT_POINTS",
                server.contactPoint(),
                "VEDETTE_STORE_CASSANDRA_KEYSPACE",
                keyspace,
                "VEDETTE_STORE_CASSANDRA_REPLICATION",
                "1");
    }

    /** Does what {@code nodetool flush} and {@code nodetool compact} do; bytes of what is in force then. */
    @SuppressWarnings("BanJNDI") // the address is that of a process of ours
    static long compacted(long pid, String keyspace) throws IOException, JMException, AttachNotSupportedException {
        VirtualMachine node = VirtualMachine.attach(Long.toString(pid));
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(node.startLocalManagementAgent()))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            ObjectName service = new ObjectName("org.apache.cassandra.db:type=StorageService");
            String tables = String[].class.getName();
            String word = String.class.getName();
            beans.invoke(
                    service, "forceKeyspaceFlush", new Object[] {keyspace, new String[0]}, new String[] {word, tables});
            beans.invoke(
                    service, "forceKeyspaceCompaction", new Object[] {false, keyspace, new String[0]}, new String[] {
                        "boolean", word, tables
                    });
            ObjectName live = new ObjectName(
                    "org.apache.cassandra.metrics:type=Keyspace,keyspace=" + keyspace + ",name=LiveDiskSpaceUsed");
            return ((Number) beans.getAttribute(live, "Value")).longValue();
        } finally {
            node.detach();
        }
    }
}
