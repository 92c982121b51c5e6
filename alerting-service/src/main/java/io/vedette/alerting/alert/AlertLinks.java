package io.vedette.alerting.alert;

import io.vedette.webdb.alert.Alert;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Where an alert can be looked at: {@code vedette.dashboard-url} is the suite's address as people reach it. */
@Component
@Profile("notification")
public class AlertLinks {
    private final String base;

    AlertLinks(@Value("${vedette.dashboard-url:http://localhost:8080}") URI dashboard) {
        String written = dashboard.toString();
        base = written.endsWith("/") ? written : written + "/";
    }

    public String to(Alert alert) {
        return base + "?alert=" + alert.id();
    }
}
