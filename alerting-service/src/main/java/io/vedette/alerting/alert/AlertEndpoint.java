package io.vedette.alerting.alert;

import io.vedette.alerting.maintenance.MaintenanceWindows;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.Alerts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alerts of the caller's account, newest first: under {@code /v2} as API v2 shows them, under {@code /api} as the event stream does. */
@RestController
@Profile("notification")
class AlertEndpoint {
    private static final int MOST = 1000;

    private final Alerts alerts;
    private final AlertLinks links;
    private final MaintenanceWindows maintenance;
    private final Clock clock;

    AlertEndpoint(Alerts alerts, AlertLinks links, MaintenanceWindows maintenance, Clock clock) {
        this.alerts = alerts;
        this.links = links;
        this.maintenance = maintenance;
        this.clock = clock;
    }

    /**
     * @param search {@code (active:1)} or {@code (active:0)}; all when absent
     * @param size how many, 1 to 1000
     * @param from how many are passed over
     */
    @GetMapping("/v2/alert")
    List<AlertView> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(defaultValue = "20") int size,
            @RequestParam(defaultValue = "0") int from) {
        caller.needs(Role.VIEWER);
        if (size < 1 || size > MOST) {
            throw Problem.invalid("size", "must be a whole number from 1 to " + MOST);
        }
        if (from < 0) {
            throw Problem.invalid("from", "must not be negative");
        }
        return page(caller.account(), AlertSearch.of(search), size, from).stream()
                .map(this::view)
                .toList();
    }

    @GetMapping("/v2/alert/{id}")
    AlertView one(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        caller.needs(Role.VIEWER);
        return alerts.findByIdAndAccountId(id, caller.account())
                .map(this::view)
                .orElseThrow(() -> Problem.notFound("there is no alert /alert/" + id));
    }

    /**
     * @param active true: only those that stand
     */
    @GetMapping("/api/alerts")
    AlertList recent(@AuthenticationPrincipal Caller caller, @RequestParam(defaultValue = "false") boolean active) {
        caller.needs(Role.VIEWER);
        List<Alert> found =
                page(caller.account(), active ? AlertSearch.ACTIVE : AlertSearch.ALL, active ? MOST : 100, 0);
        return new AlertList(found.stream().map(AlertJson::of).toList());
    }

    private AlertView view(Alert alert) {
        Instant cleared = alert.clearedAt();
        return AlertView.of(
                alert, links.to(alert), maintenance.covering(alert, cleared == null ? clock.instant() : cleared));
    }

    private List<Alert> page(long account, AlertSearch search, int size, int from) {
        return switch (search) {
            case ALL -> alerts.all(account, size, from);
            case ACTIVE -> alerts.standing(account, true, size, from);
            case CLEARED -> alerts.standing(account, false, size, from);
        };
    }

    /** Alerts, newest first. */
    record AlertList(List<AlertJson> alerts) {}
}
