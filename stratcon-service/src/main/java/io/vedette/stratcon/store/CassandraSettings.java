package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param contactPoints host:port of some nodes; the others are learned from them
 * @param datacenter the one whose nodes are asked
 * @param keyspace made, with its tables, when it is missing
 * @param replication nodes of the datacenter that hold each cell, when the keyspace is made; three outlive one
 * @param consistency how many of these answer
 * @param user empty when none is asked for
 * @param tls whether connections are encrypted, and nodes known by the certificates this JVM trusts
 */
@Validated
@ConfigurationProperties("vedette.store.cassandra")
record CassandraSettings(
        @DefaultValue("127.0.0.1:9042") @NotEmpty List<@Pattern(regexp = ".+:\\d+") String> contactPoints,

        @DefaultValue("datacenter1") @Pattern(regexp = "[A-Za-z0-9_.-]+")
        String datacenter,

        @DefaultValue("vedette_store") @Pattern(regexp = "[a-z][a-z0-9_]{0,47}")
        String keyspace,

        @DefaultValue("3") @Min(1) int replication,
        @DefaultValue("quorum") Consistency consistency,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("false") boolean tls) {

    CassandraSettings {
        contactPoints = List.copyOf(contactPoints);
    }

    /** Those of a service with this environment. */
    static CassandraSettings of(Map<String, String> environment) {
        return StoreSettings.binder(environment).bindOrCreate("vedette.store.cassandra", CassandraSettings.class);
    }

    /** A majority always: less would lose what was acknowledged. */
    enum Consistency {
        /** Of all nodes that hold a cell. */
        QUORUM(DefaultConsistencyLevel.QUORUM, DefaultConsistencyLevel.SERIAL),
        /** Of those in the datacenter; right only while all stratcons ask the same one. */
        LOCAL_QUORUM(DefaultConsistencyLevel.LOCAL_QUORUM, DefaultConsistencyLevel.LOCAL_SERIAL);

        private final DefaultConsistencyLevel usual;
        private final DefaultConsistencyLevel serial;

        Consistency(DefaultConsistencyLevel usual, DefaultConsistencyLevel serial) {
            this.usual = usual;
            this.serial = serial;
        }

        DefaultConsistencyLevel usual() {
            return usual;
        }

        /** For what must be the last word. */
        DefaultConsistencyLevel serial() {
            return serial;
        }
    }

    /** Never the password. */
    @Override
    public String toString() {
        return contactPoints + " " + datacenter + " " + keyspace;
    }
}
