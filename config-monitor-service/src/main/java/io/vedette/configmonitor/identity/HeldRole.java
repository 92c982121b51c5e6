package io.vedette.configmonitor.identity;

import io.vedette.webdb.scope.ServiceRole;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Refuses to start with a role of the Web DB that sees every account by itself: with it, row security would guard nothing. */
@Component
class HeldRole implements SmartInitializingSingleton {
    private final DataSource webDb;

    HeldRole(DataSource webDb) {
        this.webDb = webDb;
    }

    @Override
    public void afterSingletonsInstantiated() {
        ServiceRole.objection(webDb).ifPresent(objection -> {
            throw new IllegalStateException(objection);
        });
    }
}
