package io.vedette.configmonitor.seed;

import io.vedette.configmonitor.identity.TokenLimits;
import io.vedette.configmonitor.identity.Tokens;
import io.vedette.configmonitor.seed.SeedSettings.Watched;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.account.AppUser;
import io.vedette.webdb.account.AppUsers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The checks that watch the suite itself: its services, its Postgres, Redis and Kafka. */
@Component
class SuiteChecks {
    private static final String POSTGRES_SQL = """
            select 'connections', count(*)::float8 from pg_stat_activity
            union all select 'database`' || datname || '`bytes', pg_database_size(oid)::float8
              from pg_database where datallowconn
            union all select 'database`' || datname || '`commits', xact_commit::float8
              from pg_stat_database where datname is not null""";
    private static final Duration TOKEN_LIFE = Duration.ofDays(3650);

    private final SeedSettings settings;
    private final Shipped shipped;
    private final Tokens tokens;
    private final AppUsers users;

    SuiteChecks(SeedSettings settings, Shipped shipped, Tokens tokens, AppUsers users) {
        this.settings = settings;
        this.shipped = shipped;
        this.tokens = tokens;
        this.users = users;
    }

    void make(long account, long broker) {
        services(account, broker);
        String dsn = settings.postgresDsn();
        if (dsn != null) {
            Map<String, String> config = new TreeMap<>(Map.of("dsn", dsn, "sql", POSTGRES_SQL));
            put(config, "user", settings.postgresUser());
            put(config, "password", settings.postgresPassword());
            shipped.check(account, broker, "postgres", "Postgres", hostOf(dsn.replaceFirst("^jdbc:", "")), config);
        }
        String redis = settings.redis();
        if (redis != null) {
            Map<String, String> config = new TreeMap<>(Map.of("port", portOf(redis)));
            put(config, "password", settings.redisPassword());
            shipped.check(account, broker, "redis", "Redis", hostOf("//" + redis), config);
        }
        String kafka = settings.kafka();
        if (kafka != null) {
            shipped.check(account, broker, "tcp", "Kafka", hostOf("//" + kafka), Map.of("port", portOf(kafka)));
        }
    }

    private void services(long account, long broker) {
        List<Watched> watched = settings.watched();
        if (watched.isEmpty()) {
            return;
        }
        AppUser owner = users.findByAccountIdOrderById(account).getFirst();
        String token =
                tokens.issue(owner, "suite checks", Role.VIEWER, Caller.Kind.SERVICE, TOKEN_LIFE, TokenLimits.NONE);
        watched.forEach(service -> shipped.check(
                account,
                broker,
                "prometheus",
                "Service " + service.name(),
                hostOf(service.url()),
                Map.of("url", metricsOf(service.url()), "header_Authorization", "Bearer " + token)));
    }

    private static String metricsOf(String url) {
        String path = "/actuator/prometheus";
        return url.endsWith(path) ? url : url.replaceFirst("/+$", "") + path;
    }

    private static void put(Map<String, String> config, String name, @Nullable String value) {
        if (value != null) {
            config.put(name, value);
        }
    }

    /** The host of a URL; the whole text when it has none. */
    private static String hostOf(String url) {
        String host = java.net.URI.create(url).getHost();
        return host == null ? url : host;
    }

    private static String portOf(String hostAndPort) {
        return hostAndPort.substring(hostAndPort.lastIndexOf(':') + 1);
    }
}
