package io.vedette.webdb;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Asks whether the Web DB has every migration this module brings; for services that use the schema and do not migrate it. */
public final class SchemaReady {
    private SchemaReady() {}

    /**
     * Asks once, without waiting and without changing anything.
     *
     * @return false too when the database does not answer
     */
    public static boolean in(DataSource webDb) {
        try {
            Flyway schema =
                    Flyway.configure().dataSource(webDb).outOfOrder(true).load();
            return schema.info().pending().length == 0;
        } catch (FlywayException e) {
            return false;
        }
    }
}
