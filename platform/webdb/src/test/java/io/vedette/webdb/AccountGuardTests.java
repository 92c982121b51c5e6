package io.vedette.webdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import io.vedette.webdb.scope.ServiceRole;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database lets an account see and do, whatever the service asks. */
class AccountGuardTests {
    private static final Database DATABASE = TestServers.postgres().newDatabase();
    private static final DataSource OWNER =
            new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
    private static final DataSource SERVICE = new DriverManagerDataSource(
            DATABASE.jdbcUrl(),
            DATABASE.application().user(),
            DATABASE.application().password());
    private static final JdbcClient PSQL = JdbcClient.create(OWNER);

    private final JdbcClient service = JdbcClient.create(SERVICE);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(SERVICE));

    @BeforeAll
    static void migrate() {
        flyway().migrate();
        PSQL.sql("insert into account (name) values ('ours'), ('theirs')").update();
        PSQL.sql("insert into contact_group (account_id, name) values (1, 'g'), (2, 'g'), (2, 'h')")
                .update();
        PSQL.sql(
                        "insert into broker (account_id, name, host, port) values (1, 'a', 'a', 1), (2, 'b', 'b', 1), (null, 'c', 'c', 1)")
                .update();
    }

    @Test
    void withoutAnAccountThereAreNoRows() {
        assertThat(count("contact_group")).isZero();
        assertThat(count("account")).isZero();
        assertThat(as(1, () -> count("contact_group"))).isEqualTo(1);
        assertThat(count("contact_group")).as("after the transaction").isZero();
    }

    @Test
    void anAccountReadsAndChangesItsOwnAlone() {
        assertThat(as(2, () -> count("contact_group"))).isEqualTo(2);
        assertThat(as(
                        1,
                        () -> service.sql("update contact_group set name = 'taken'")
                                .update()))
                .isEqualTo(1);
        assertThat(as(
                        1,
                        () -> service.sql("delete from contact_group where account_id = 2")
                                .update()))
                .isZero();
        assertThatThrownBy(() -> as(
                        1,
                        () -> service.sql("insert into contact_group (account_id, name) values (2, 'in')")
                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> as(
                        1,
                        () -> service.sql("update contact_group set account_id = 2")
                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void aSharedBrokerIsSeenByAllAndChangedByNone() {
        assertThat(as(1, () -> count("broker"))).isEqualTo(2);
        assertThat(as(
                        1,
                        () -> service.sql("update broker set name = 'x' where account_id is null")
                                .update()))
                .isZero();
    }

    @Test
    void keysCodesAndTheOutboxAreOutOfReach() {
        for (String table :
                List.of("signing_key", "certificate_authority", "enrolment_code", "config_outbox", "seeded")) {
            assertThatThrownBy(() -> as(1, () -> count(table))).as(table).isInstanceOf(DataAccessException.class);
        }
        assertThatThrownBy(() -> as(
                        1,
                        () -> service.sql("insert into account (name) values ('mine')")
                                .update()))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(
                        () -> as(1, () -> service.sql("truncate contact_group").update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aChangeStillFillsTheOutbox() {
        long before =
                PSQL.sql("select count(*) from config_outbox").query(Long.class).single();
        as(1, () -> service.sql("update account set timezone = 'Europe/Paris'").update());
        assertThat(PSQL.sql("select count(*) from config_outbox")
                        .query(Long.class)
                        .single())
                .isEqualTo(before + 1);
    }

    @Test
    void aNamedJobSeesAllAccountsForOneTransaction() {
        long seen = transaction.execute(status -> {
            service.sql("select set_config('role', 'vedette_system', true)")
                    .query(String.class)
                    .single();
            return count("contact_group") + count("signing_key");
        });
        assertThat(seen).isEqualTo(3);
        assertThat(count("contact_group")).isZero();
    }

    @Test
    void theServicesRoleIsHeldToItsAccountAndNoOtherIsTaken() {
        assertThat(ServiceRole.objection(SERVICE)).isEmpty();
        assertThat(ServiceRole.objection(OWNER))
                .hasValueSatisfying(said -> assertThat(said).contains("owns tables"));
    }

    @Test
    void everyTableWithAnAccountHasAPolicyALaterOneToo() {
        assertThat(PSQL.sql("select table_name::text from unguarded")
                        .query(String.class)
                        .list())
                .isEmpty();
        PSQL.sql("create table later (id bigint, account_id bigint not null)").update();
        PSQL.sql("insert into later values (1, 1), (2, 2)").update();
        assertThat(ServiceRole.objection(SERVICE))
                .hasValueSatisfying(said -> assertThat(said).contains("later"));
        flyway().migrate();
        assertThat(ServiceRole.objection(SERVICE)).isEmpty();
        assertThat(as(1, () -> count("later"))).isEqualTo(1);
    }

    private long count(String table) {
        return service.sql("select count(*) from " + table).query(Long.class).single();
    }

    private <T> T as(long account, Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            service.sql("select set_config('vedette.account', ?, true)")
                    .param(Long.toString(account))
                    .query(String.class)
                    .single();
            return work.get();
        }));
    }

    private static Flyway flyway() {
        return Flyway.configure().dataSource(OWNER).outOfOrder(true).load();
    }
}
