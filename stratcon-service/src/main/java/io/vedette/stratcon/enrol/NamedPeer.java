package io.vedette.stratcon.enrol;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts the peer with one common name, under our CA, unless its certificate is revoked. Who it is stands in the certificate; at which address it is reached does not matter, so the
 * host name is not compared.
 */
final class NamedPeer extends X509ExtendedTrustManager {
    private final X509TrustManager authority;
    private final String cn;
    private final Predicate<X509Certificate> revoked;

    NamedPeer(X509TrustManager authority, String cn, Predicate<X509Certificate> revoked) {
        this.revoked = revoked;
        this.authority = authority;
        this.cn = cn;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        authority.checkServerTrusted(chain, authType);
        String name = CommonName.of(chain[0]);
        if (!name.equals(cn)) {
            throw new CertificateException("the peer is '" + name + "', not '" + cn + "'");
        }
        if (revoked.test(chain[0])) {
            throw new CertificateException("the certificate of '" + name + "' is revoked");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody dials a stratcon");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority.getAcceptedIssuers();
    }
}
