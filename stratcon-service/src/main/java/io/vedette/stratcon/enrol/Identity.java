package io.vedette.stratcon.enrol;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate of this stratcon, its key, and the CA it trusts.
 *
 * @param chain own certificate first
 */
public record Identity(PrivateKey key, List<X509Certificate> chain, X509Certificate ca) {

    public Identity {
        chain = List.copyOf(chain);
    }

    /** Common name in the own certificate. */
    public String cn() {
        return CommonName.of(chain.getFirst());
    }

    /** TLS that shows the own certificate and speaks to nobody but the peer of this common name, certified by the same CA and not revoked. */
    public SSLContext sslContext(String peerCn, Predicate<X509Certificate> revoked) {
        try {
            KeyStore own = empty();
            own.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), new TrustManager[] {new NamedPeer(trust(), peerCn, revoked)}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificate of this stratcon cannot be used", e);
        }
    }

    private X509TrustManager trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("ca", ca);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    @Override
    public String toString() {
        return cn();
    }
}
