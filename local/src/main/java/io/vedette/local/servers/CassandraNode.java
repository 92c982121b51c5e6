package io.vedette.local.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a small node on loopback that starts fast and waits for nobody.
 *
 * @param address 127.0.0.n
 * @param port where clients connect; nodes of a ring have the same
 * @param ringPort where nodes connect
 * @param token its place in the ring
 * @param guarded wants a password, of user cassandra, password cassandra; and knows TLS beside the plain protocol, by the {@link #KEYS} in its folder
 * @param options of its JVM
 */
record CassandraNode(String address, int port, int ringPort, long token, boolean guarded, List<String> options) {
    /** PKCS #12. */
    static final String KEYS = "keys.p12";

    /** Starts fast and is never fast. */
    static final List<String> QUICK = List.of("-Xms128m", "-Xmx512m", "-XX:TieredStopAtLevel=1");

    static final List<String> STEADY = List.of("-Xms1g", "-Xmx1g");

    CassandraNode {
        options = List.copyOf(options);
    }

    /**
     * @param folder where it lives
     */
    String yaml(Path folder) {
        return """
            cluster_name: vedette-test
            partitioner: org.apache.cassandra.dht.Murmur3Partitioner
            num_tokens: 1
            initial_token: %4$d
            auto_bootstrap: false
            seed_provider:
              - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                parameters:
                  - seeds: "127.0.0.1:%3$d"
            endpoint_snitch: SimpleSnitch
            dynamic_snitch: false
            listen_address: %1$s
            storage_port: %3$d
            rpc_address: %1$s
            native_transport_port: %2$d
            authenticator: %5$s
            commitlog_sync: periodic
            commitlog_sync_period: 10s
            auto_snapshot: false
            memtable_heap_space: 64MiB
            memtable_offheap_space: 64MiB
            key_cache_size: 8MiB
            file_cache_size: 32MiB
            networking_cache_size: 32MiB
            concurrent_reads: 8
            concurrent_writes: 8
            concurrent_compactors: 1
            read_request_timeout: 20s
            range_request_timeout: 20s
            write_request_timeout: 20s
            cas_contention_timeout: 20s
            """.formatted(
                        address, port, ringPort, token, guarded ? "PasswordAuthenticator" : "AllowAllAuthenticator")
                + (guarded ? encryption(folder) : "");
    }

    private static String encryption(Path folder) {
        return """
            client_encryption_options:
              enabled: true
              optional: true
              keystore: %s
              keystore_password: %s
              store_type: PKCS12
            """.formatted(folder.resolve(KEYS), CassandraServer.KEYS_PASSWORD);
    }

    /** Makes a key, and a certificate for the address that it signs itself. */
    List<String> makeKeys(Path folder) {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        return List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "node",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + address,
                "-ext",
                "SAN=ip:" + address + ",dns:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-storepass",
                CassandraServer.KEYS_PASSWORD,
                "-keystore",
                folder.resolve(KEYS).toString());
    }

    List<String> command(Path java, String classPath, Path folder) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.attach.allowAttachSelf=true",
                "-Dio.netty.tryReflectionSetAccessible=true"));
        for (String exported : List.of(
                "java.base/jdk.internal.misc",
                "java.management.rmi/com.sun.jmx.remote.internal.rmi",
                "java.rmi/sun.rmi.registry",
                "java.rmi/sun.rmi.server",
                "java.sql/java.sql",
                "java.base/java.lang.ref",
                "jdk.unsupported/sun.misc")) {
            command.add("--add-exports=" + exported + "=ALL-UNNAMED");
        }
        for (String opened : List.of(
                "java.base/java.lang.module",
                "java.base/jdk.internal.loader",
                "java.base/jdk.internal.ref",
                "java.base/jdk.internal.reflect",
                "java.base/jdk.internal.math",
                "java.base/jdk.internal.module",
                "java.base/jdk.internal.util.jar",
                "jdk.management/com.sun.management.internal",
                "java.base/sun.nio.ch",
                "java.base/java.io",
                "java.base/java.lang.reflect",
                "java.base/java.lang",
                "java.base/java.util")) {
            command.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-Dcassandra.config=" + folder.resolve("cassandra.yaml").toUri(),
                "-Dcassandra.storagedir=" + folder,
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                "-Dcassandra-foreground=yes",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.ring_delay_ms=100",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-Dcassandra.auth_bcrypt_gensalt_log2_rounds=4",
                "-cp",
                classPath,
                "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }
}
