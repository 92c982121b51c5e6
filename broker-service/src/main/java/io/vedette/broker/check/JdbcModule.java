package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.reach.DeniedAddressException;
import io.vedette.contracts.reach.Reach;
import java.math.BigDecimal;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Check types {@code postgres}, {@code mysql}, {@code oracle}, {@code sqlserver} and {@code jdbc}: what a query says. Keys: {@code dsn} (a JDBC URL),
 * {@code user}, {@code password}, {@code sql}. A result of two columns, the first a text, is a name and a value a row; of any other, the first row's
 * columns are the metrics. The query runs in a read-only transaction. Postgres' driver is here; others lie in {@code drivers} below the broker's home.
 */
final class JdbcModule implements CheckModule {
    private static final int MOST_ROWS = 10_000;
    private static final Pattern HOST = Pattern.compile("(?://|@)([^/?;@]+)");

    private final String name;
    private final JdbcDrivers drivers;
    private final List<String> beginnings;

    JdbcModule(String name, JdbcDrivers drivers, String... beginnings) {
        this.name = name;
        this.drivers = drivers;
        this.beginnings = Arrays.asList(beginnings);
    }

    /** The types there are. */
    @Configuration(proxyBeanMethods = false)
    static class Types {
        @Bean
        JdbcModule postgresType(JdbcDrivers drivers) {
            return new JdbcModule("postgres", drivers, "jdbc:postgresql:");
        }

        @Bean
        JdbcModule mysqlType(JdbcDrivers drivers) {
            return new JdbcModule("mysql", drivers, "jdbc:mysql:", "jdbc:mariadb:");
        }

        @Bean
        JdbcModule oracleType(JdbcDrivers drivers) {
            return new JdbcModule("oracle", drivers, "jdbc:oracle:");
        }

        @Bean
        JdbcModule sqlserverType(JdbcDrivers drivers) {
            return new JdbcModule("sqlserver", drivers, "jdbc:sqlserver:");
        }

        @Bean
        JdbcModule anyType(JdbcDrivers drivers) {
            return new JdbcModule("jdbc", drivers, "jdbc:");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<FieldError> verify(Check check) {
        String dsn = check.getConfigOrDefault("dsn", "");
        boolean begins = beginnings.stream().anyMatch(dsn::startsWith);
        Fields fields = new Fields(check).required("dsn").required("sql");
        fields.wrongIf(!dsn.isBlank() && !begins, "dsn", "must begin with " + String.join(" or ", beginnings));
        fields.wrongIf(
                begins && drivers.find(dsn).isEmpty(), "dsn", "has no driver in drivers below the broker's home");
        return fields.errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws SQLException, UnknownHostException, DeniedAddressException {
        int timeoutS = Math.toIntExact(Math.max(1, check.getTimeoutMs() / 1000));
        String dsn = check.getConfigOrThrow("dsn");
        Matcher hosts = HOST.matcher(dsn);
        while (hosts.find()) {
            checkReach(hosts.group(1));
        }
        Driver driver = drivers.find(dsn).orElseThrow(() -> new SQLException("no driver for this dsn"));
        try (Connection connection = driver.connect(dsn, login(check, timeoutS))) {
            if (connection == null) {
                throw new SQLException("the driver refuses this dsn");
            }
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(timeoutS);
                statement.setMaxRows(MOST_ROWS);
                try (ResultSet rows = statement.executeQuery(check.getConfigOrThrow("sql"))) {
                    List<Sample> samples = samples(rows, nowMs);
                    return CheckResult.good(samples.size() + " values", samples);
                }
            } finally {
                connection.rollback();
            }
        }
    }

    /** @param hosts one or several with their ports, commas between */
    private static void checkReach(String hosts) throws UnknownHostException, DeniedAddressException {
        for (String host : hosts.split(",", -1)) {
            String bare = host.startsWith("[") ? host.replaceFirst("].*$", "]") : host.replaceFirst(":.*$", "");
            if (!bare.isBlank()) {
                Reach.ofThisProcess().check(bare);
            }
        }
    }

    private static Properties login(Check check, int timeoutS) {
        Properties login = new Properties();
        login.setProperty("user", check.getConfigOrDefault("user", ""));
        login.setProperty("password", check.getConfigOrDefault("password", ""));
        if (check.getConfigOrThrow("dsn").startsWith("jdbc:postgresql:")) {
            login.setProperty("ApplicationName", "vedette check");
            login.setProperty("connectTimeout", Integer.toString(timeoutS));
            login.setProperty("socketTimeout", Integer.toString(timeoutS));
        }
        return login;
    }

    private static List<Sample> samples(ResultSet rows, long nowMs) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        boolean isNamed =
                columns.getColumnCount() == 2 && String.class.getName().equals(columns.getColumnClassName(1));
        List<Sample> samples = new ArrayList<>();
        while (rows.next()) {
            if (isNamed) {
                samples.add(sample(String.valueOf(rows.getString(1)), rows.getObject(2), nowMs));
                continue;
            }
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                samples.add(sample(columns.getColumnLabel(column), rows.getObject(column), nowMs));
            }
            break;
        }
        return samples;
    }

    private static Sample sample(String name, @Nullable Object value, long nowMs) {
        return switch (value) {
            case null -> Sample.nothing(name, MetricType.DOUBLE, nowMs);
            case Boolean flag -> Sample.whole(name, MetricType.INT32, nowMs, flag ? 1 : 0);
            case Long number -> Sample.whole(name, MetricType.INT64, nowMs, number);
            case Integer number -> Sample.whole(name, MetricType.INT64, nowMs, number);
            case BigDecimal number -> Sample.real(name, nowMs, number.doubleValue());
            case Number number -> Sample.real(name, nowMs, number.doubleValue());
            default -> Sample.text(name, nowMs, value.toString());
        };
    }
}
