package io.vedette.webdb.scope;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the role a service signs in with is held to its account; one that owns or bypasses would see all without being told to. */
public final class ServiceRole {
    private ServiceRole() {}

    /** Why it is not; empty when all is well. */
    public static Optional<String> objection(DataSource webDb) {
        JdbcClient db = JdbcClient.create(webDb);
        String mighty = db.sql("""
                        select concat_ws(', ', case when rolsuper then 'is a superuser' end,
                            case when rolbypassrls then 'bypasses row security' end,
                            case when exists (select 1 from pg_class where relowner = r.oid and relnamespace = current_schema()::regnamespace)
                                then 'owns tables' end,
                            case when pg_has_role(r.oid, 'vedette_system', 'USAGE') then 'inherits vedette_system' end)
                        from pg_roles r where rolname = current_user""").query(String.class).single();
        List<String> bare = db.sql("select table_name::text from unguarded")
                .query(String.class)
                .list();
        if (!mighty.isEmpty()) {
            return Optional.of("the role this service signs in with " + mighty + "; it must be one like vedette_app");
        }
        return bare.isEmpty() ? Optional.empty() : Optional.of("tables without a policy: " + String.join(", ", bare));
    }
}
