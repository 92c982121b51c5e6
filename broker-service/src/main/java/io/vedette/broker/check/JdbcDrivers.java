package io.vedette.broker.check;

import io.vedette.broker.home.HomeSettings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** JDBC drivers: those that come with the broker, and the jars that the operator put into {@code drivers} below its home before it started. */
@Component
final class JdbcDrivers implements DisposableBean {
    private final URLClassLoader jars;
    private final List<Driver> drivers = new ArrayList<>();

    JdbcDrivers(HomeSettings home) throws IOException {
        List<URL> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.folder("drivers"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
                found.add(file.toUri().toURL());
            }
        }
        jars = new URLClassLoader("drivers", found.toArray(URL[]::new), JdbcDrivers.class.getClassLoader());
        ServiceLoader.load(Driver.class, jars).forEach(drivers::add);
    }

    Optional<Driver> find(String dsn) {
        return drivers.stream().filter(driver -> accepts(driver, dsn)).findFirst();
    }

    private static boolean accepts(Driver driver, String dsn) {
        try {
            return driver.acceptsURL(dsn);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void destroy() throws IOException {
        jars.close();
    }
}
