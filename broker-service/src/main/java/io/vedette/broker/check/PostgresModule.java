package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Check type {@code postgres}: what a query says. Keys: {@code dsn} (a JDBC URL), {@code user}, {@code password}, {@code sql}. A result of two columns,
 * the first a text, is a name and a value a row; of any other, the first row's columns are the metrics. The query runs in a read-only transaction.
 */
@Component
final class PostgresModule implements CheckModule {
    private static final int MOST_ROWS = 10_000;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<FieldError> verify(Check check) {
        String dsn = check.getConfigOrDefault("dsn", "");
        return new Fields(check)
                .required("dsn")
                .wrongIf(
                        !dsn.isBlank() && !dsn.startsWith("jdbc:postgresql:"),
                        "dsn",
                        "must begin with jdbc:postgresql:")
                .required("sql")
                .errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws SQLException {
        long timeoutS = Math.max(1, check.getTimeoutMs() / 1000);
        Properties login = new Properties();
        login.setProperty("user", check.getConfigOrDefault("user", ""));
        login.setProperty("password", check.getConfigOrDefault("password", ""));
        login.setProperty("ApplicationName", "vedette check");
        login.setProperty("connectTimeout", Long.toString(timeoutS));
        login.setProperty("socketTimeout", Long.toString(timeoutS));
        try (Connection connection = DriverManager.getConnection(check.getConfigOrThrow("dsn"), login)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(Math.toIntExact(timeoutS));
                statement.setMaxRows(MOST_ROWS);
                try (ResultSet rows = statement.executeQuery(check.getConfigOrThrow("sql"))) {
                    List<Sample> samples = samples(rows, nowMs);
                    return CheckResult.good(samples.size() + " values", samples);
                }
            }
        }
    }

    private static List<Sample> samples(ResultSet rows, long nowMs) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        boolean isNamed =
                columns.getColumnCount() == 2 && String.class.getName().equals(columns.getColumnClassName(1));
        List<Sample> samples = new ArrayList<>();
        while (rows.next()) {
            if (isNamed) {
                samples.add(sample(rows.getString(1), rows.getObject(2), nowMs));
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
