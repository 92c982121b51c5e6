package io.vedette.testsupport;

import java.util.HashMap;
import java.util.Map;

/** A server that a Spring test can ask for, and the settings with which a service reaches it: those the launcher and the chart set as well. */
public enum Server {
    POSTGRES {
        @Override
        Map<String, Object> settings() {
            PostgresAccess.Database database = TestServers.postgres().newDatabase();
            return Map.of(
                    "spring.datasource.url", database.jdbcUrl(),
                    "spring.datasource.username", database.user(),
                    "spring.datasource.password", database.password());
        }
    },
    REDIS {
        @Override
        Map<String, Object> settings() {
            RedisAccess redis = TestServers.redis();
            return Map.of(
                    "spring.data.redis.host", redis.host(),
                    "spring.data.redis.port", redis.port(),
                    "spring.data.redis.password", redis.password());
        }
    },
    KAFKA {
        @Override
        Map<String, Object> settings() {
            KafkaAccess kafka = TestServers.kafka();
            Map<String, String> client = kafka.clientProperties();
            Map<String, Object> settings = new HashMap<>(Map.of(
                    "spring.kafka.bootstrap-servers",
                    kafka.bootstrapServers(),
                    "spring.kafka.security.protocol",
                    client.getOrDefault("security.protocol", "PLAINTEXT")));
            for (String name : new String[] {"sasl.mechanism", "sasl.jaas.config"}) {
                String value = client.get(name);
                if (value != null) {
                    settings.put("spring.kafka.properties." + name, value);
                }
            }
            return settings;
        }
    },
    CASSANDRA {
        @Override
        Map<String, Object> settings() {
            CassandraAccess cassandra = TestServers.cassandra();
            return Map.of(
                    "vedette.store.cassandra.contact-points", cassandra.contactPoint(),
                    "vedette.store.cassandra.datacenter", cassandra.datacenter(),
                    "vedette.store.cassandra.replication", "1",
                    "vedette.store.cassandra.keyspace", cassandra.newKeyspace(),
                    "vedette.store.cassandra.user", cassandra.user(),
                    "vedette.store.cassandra.password", cassandra.password());
        }
    };

    /** Starts the server when it does not run yet. */
    abstract Map<String, Object> settings();
}
