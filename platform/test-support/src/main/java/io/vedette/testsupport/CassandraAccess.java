package io.vedette.testsupport;

/**
 * A Cassandra 5 for the tests of this JVM, shared by all of them: one node that wants a password.
 *
 * @param contactPoint host:port
 */
public record CassandraAccess(String contactPoint, String datacenter, String user, String password) {

    /** A name that no keyspace has; who uses it makes the keyspace. */
    public String newKeyspace() {
        return "test_" + Passwords.generate();
    }

    @Override
    public String toString() {
        return contactPoint;
    }
}
