package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whom it should, and remembers the certificate it was shown either way: a check tells of a certificate that ran out, but nothing is said to whoever
 * shows one.
 */
final class CertificateWitness extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trusted;
    private volatile X509Certificate @Nullable [] chain;
    private volatile String error = "";

    /**
     * @param authorities null for the JDK's
     */
    CertificateWitness(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        trusted = (X509ExtendedTrustManager) Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /** Whether a certificate was shown. */
    boolean saw() {
        return chain != null;
    }

    /** Why it is not trusted; empty when it is. */
    String error() {
        return error;
    }

    /** {@code cert_…} of the certificate shown, and {@code ssl_session_…} when there is a session. */
    List<Sample> samples(long nowMs, @Nullable SSLSession session) {
        Collected collected = new Collected(nowMs);
        X509Certificate[] shown = chain;
        if (shown != null) {
            certificate(shown[0], collected);
        }
        if (session != null) {
            collected.text("ssl_session_cipher", session.getCipherSuite());
            collected.text("ssl_session_version", session.getProtocol());
            collected.count("ssl_session_key_bits", keyBits(session.getCipherSuite()));
        }
        return collected.samples();
    }

    private void certificate(X509Certificate certificate, Collected collected) {
        long start = certificate.getNotBefore().toInstant().getEpochSecond();
        long end = certificate.getNotAfter().toInstant().getEpochSecond();
        collected.whole("cert_start", start);
        collected.whole("cert_end", end);
        collected.whole("cert_end_in", end - collected.nowMs() / 1000);
        collected.text("cert_issuer", certificate.getIssuerX500Principal().getName());
        collected.text("cert_subject", certificate.getSubjectX500Principal().getName());
        collected.text("cert_error", error);
        collected.text("cert_type", certificate.getPublicKey().getAlgorithm());
        collected.count("cert_bits", bits(certificate));
        collected.text("cert_sig_alg", certificate.getSigAlgName());
        collected.text("cert_serial", certificate.getSerialNumber().toString(16));
        collected.text("cert_purpose", purpose(certificate));
        collected.text("cert_subject_alternative_names", names(certificate));
    }

    private static int bits(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAKey rsa -> rsa.getModulus().bitLength();
            case ECKey ec -> ec.getParams().getOrder().bitLength();
            case DSAKey dsa -> dsa.getParams().getP().bitLength();
            default -> certificate.getPublicKey().getEncoded().length * 8;
        };
    }

    private static String purpose(X509Certificate certificate) {
        try {
            List<String> uses = certificate.getExtendedKeyUsage();
            if (uses == null) {
                return "any";
            }
            return uses.stream()
                    .map(use -> switch (use) {
                        case "1.3.6.1.5.5.7.3.1" -> "server";
                        case "1.3.6.1.5.5.7.3.2" -> "client";
                        default -> use;
                    })
                    .collect(Collectors.joining(","));
        } catch (CertificateParsingException e) {
            return "unreadable";
        }
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? ""
                    : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.joining(", "));
        } catch (CertificateParsingException e) {
            return "unreadable";
        }
    }

    private static int keyBits(String cipher) {
        String upper = cipher.toUpperCase(Locale.ROOT);
        return (upper.contains("256") && !upper.contains("AES_128")) || upper.contains("CHACHA20") ? 256 : 128;
    }

    private interface Verdict {
        void give() throws CertificateException;
    }

    private void judge(X509Certificate[] shown, Verdict verdict) throws CertificateException {
        chain = shown.clone();
        try {
            verdict.give();
        } catch (CertificateException e) {
            error = Objects.requireNonNullElse(e.getMessage(), "not trusted");
            throw e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) throws CertificateException {
        judge(shown, () -> trusted.checkServerTrusted(shown, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine) throws CertificateException {
        judge(shown, () -> trusted.checkServerTrusted(shown, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type) throws CertificateException {
        judge(shown, () -> trusted.checkServerTrusted(shown, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) throws CertificateException {
        throw new CertificateException("checks serve nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("checks serve nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type) throws CertificateException {
        throw new CertificateException("checks serve nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted.getAcceptedIssuers();
    }
}
