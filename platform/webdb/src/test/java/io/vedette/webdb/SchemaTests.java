package io.vedette.webdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the schema promises by itself, whoever writes. */
class SchemaTests {
    private final DataSource database = newDatabase();
    private final JdbcClient db = JdbcClient.create(database);

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).outOfOrder(true).load().migrate();
        db.sql("insert into account (name) values ('ours'), ('theirs')").update();
        db.sql("delete from config_outbox").update();
    }

    private record Row(String kind, String id, long version) {}

    @Test
    void isReadyOnceItIsMigrated() {
        assertThat(SchemaReady.in(database)).isTrue();
        assertThat(SchemaReady.in(newDatabase())).isFalse();
        assertThat(SchemaReady.in(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nowhere", "a", "b")))
                .isFalse();
    }

    @Test
    void everyChangeRaisesTheVersionWhateverTheWriterSays() {
        long before = version("account", 1);
        db.sql("update account set version = 0, timezone = 'Europe/Paris' where id = 1")
                .update();
        assertThat(version("account", 1)).isGreaterThan(before);
        assertThat(outbox()).containsExactly(new Row("account", "1", version("account", 1)));
    }

    @Test
    void aRowMadeAnewUnderItsOldNumberGoesOnRising() {
        long before = version("account", 2);
        db.sql("delete from account where id = 2").update();
        long tombstone = outbox().getLast().version();
        db.sql("insert into account (id, name) values (2, 'again')").update();
        assertThat(tombstone).isGreaterThan(before);
        assertThat(version("account", 2)).isGreaterThan(tombstone);
    }

    @Test
    void aChangeOfABundleIsAChangeOfEachOfItsChecks() {
        long bundle = newBundle(1);
        db.sql("insert into broker (name, host, port) values ('a', 'a', 1), ('b', 'b', 1)")
                .update();
        db.sql("insert into bundle_check (account_id, bundle_id, broker_id) select 1, ?, id from broker")
                .param(bundle)
                .update();
        db.sql("delete from config_outbox").update();
        db.sql("update check_bundle set period_s = 20").update();
        assertThat(outbox()).extracting(Row::kind).containsExactly("check", "check");
    }

    @Test
    void copyAndTruncateCountToo() {
        db.sql("insert into stratcon (name) select 's' || n from generate_series(1, 3) n")
                .update();
        db.sql("delete from config_outbox").update();
        db.sql("truncate stratcon").update();
        assertThat(outbox()).extracting(Row::kind).containsExactly("stratcon", "stratcon", "stratcon");
    }

    @Test
    void aCheckCannotBelongToAnotherAccountThanItsBundle() {
        long bundle = newBundle(1);
        assertThatThrownBy(() -> db.sql("insert into bundle_check (account_id, bundle_id) values (2, ?)")
                        .param(bundle)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private long newBundle(long account) {
        return db.sql(
                        "insert into check_bundle (account_id, type, display_name, target) values (?, 'host', 'h', 'h') returning id")
                .param(account)
                .query(Long.class)
                .single();
    }

    private long version(String table, long id) {
        return db.sql("select version from " + table + " where id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    private List<Row> outbox() {
        return db.sql("select kind, id, version from config_outbox order by seq")
                .query(Row.class)
                .list();
    }

    private static DataSource newDatabase() {
        Database database = TestServers.postgres().newDatabase();
        return new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    }
}
