package io.vedette.local.field;

import io.vedette.local.guard.StartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate of a suite's own stratcon, for whoever measures in its place. */
public final class SuiteCertificate {
    private static final char[] NO_PASSWORD = {};

    private SuiteCertificate() {}

    /** What shows it and believes the suite's authority alone. */
    public static SSLContext context(Path data) {
        Path folder = data.resolve("stratcon/identity");
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, NO_PASSWORD);
            own.setKeyEntry("own", key(folder), NO_PASSWORD, certificates(folder.resolve("certificate.pem")));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            KeyStore believed = KeyStore.getInstance("PKCS12");
            believed.load(null, NO_PASSWORD);
            believed.setCertificateEntry("ca", certificates(folder.resolve("ca.pem"))[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new StartException("The stratcon's certificate cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static PrivateKey key(Path folder) throws IOException, GeneralSecurityException {
        String pem = Files.readString(folder.resolve("key.pem")).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    }

    private static Certificate[] certificates(Path pem) throws IOException, GeneralSecurityException {
        byte[] text = Files.readString(pem).getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(text))
                .toArray(Certificate[]::new);
    }
}
