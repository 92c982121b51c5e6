package io.vedette.testsupport;

import io.vedette.local.servers.Login;

/**
 * A Postgres 18 for the tests of this JVM; databases are made on demand and are each their test's own.
 *
 * @see TestServers#postgres()
 */
public interface PostgresAccess {

    /** A fresh, empty database whose owner has no privilege beyond it. */
    Database newDatabase();

    /**
     * How to connect to a database.
     *
     * @param jdbcUrl without credentials
     * @param login owner of the database
     * @param application the role of services in a Web DB; it owns nothing
     */
    record Database(String jdbcUrl, Login login, Login application) {

        public String user() {
            return login.user();
        }

        public String password() {
            return login.password();
        }
    }
}
