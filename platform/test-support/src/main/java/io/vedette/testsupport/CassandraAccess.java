package io.vedette.testsupport;

import io.vedette.local.servers.CassandraServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A Cassandra 5 for the tests of this JVM, shared by all of them: one node that wants a password.
 *
 * @param contactPoint host:port, in the clear or by TLS
 * @param keys PKCS #12 of the node, with the certificate that shows it
 */
public record CassandraAccess(String contactPoint, String datacenter, String user, String password, Path keys) {

    /** A name that no keyspace has; who uses it makes the keyspace. */
    public String newKeyspace() {
        return "test_" + Passwords.generate();
    }

    /** TLS that knows this node and nobody else. */
    public SSLContext tls() {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(in, CassandraServer.KEYS_PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("node", own.getCertificate("node"));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return contactPoint;
    }
}
