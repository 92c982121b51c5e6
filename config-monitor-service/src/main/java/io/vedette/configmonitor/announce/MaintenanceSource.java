package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.Maintenance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

@Component
class MaintenanceSource extends DocumentSource {
    private static final long MILLIS = 1000;

    MaintenanceSource(JdbcClient db) {
        super(db, ConfigKey.Kind.MAINTENANCE);
    }

    @Override
    void tell(ConfigResource.Builder resource, long id, long account, JsonNode body) {
        Maintenance.Builder window = Maintenance.newBuilder()
                .setId(id)
                .setAccountId(account)
                .setType(body.path("type").asString(""))
                .setItem(body.path("item").asString(""))
                .setStartMs(body.path("start").asLong(0) * MILLIS)
                .setStopMs(body.path("stop").asLong(0) * MILLIS);
        body.path("severities").forEach(severity -> window.addSeverities(severity.asInt(0)));
        resource.setMaintenance(window);
    }
}
