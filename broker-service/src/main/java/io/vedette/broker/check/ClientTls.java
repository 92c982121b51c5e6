package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.home.HomeSettings;
import io.vedette.contracts.proto.config.Check;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.springframework.stereotype.Component;

/**
 * How checks speak TLS: {@code ca_chain} instead of the JDK's authorities, {@code certificate_file} and {@code key_file} to be known by, {@code ciphers}.
 * Each is PEM text, or the name of a file that the operator put into {@code tls} below the broker's home; no path leads out of there.
 */
@Component
final class ClientTls {
    private static final char[] NO_PASSWORD = new char[0];
    private static final String PEM = "-----BEGIN";

    private final Path folder;

    ClientTls(HomeSettings home) throws IOException {
        folder = home.folder("tls");
    }

    /** Whom to trust for this check, and what was seen of the other side. One run, one witness. */
    CertificateWitness witness(Check check) throws GeneralSecurityException, IOException {
        String chain = check.getConfigOrDefault("ca_chain", "");
        return new CertificateWitness(chain.isEmpty() ? null : store(certificates(pem(chain))));
    }

    /** The check's own certificate; none when it has none. */
    KeyManager[] keys(Check check) throws GeneralSecurityException, IOException {
        String certificate = check.getConfigOrDefault("certificate_file", "");
        if (certificate.isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, NO_PASSWORD);
        own.setKeyEntry(
                "own",
                privateKey(pem(check.getConfigOrDefault("key_file", ""))),
                NO_PASSWORD,
                certificates(pem(certificate)).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    /** The cipher suites allowed; empty for the JDK's choice. */
    static List<String> ciphers(Check check) {
        String ciphers = check.getConfigOrDefault("ciphers", "");
        return ciphers.isBlank() ? List.of() : List.of(ciphers.strip().split("[,:\\s]+"));
    }

    /**
     * TLS over a connection that is open, shaken hands.
     *
     * @param host what the certificate must be for, and what is asked for by SNI
     */
    SSLSocket over(java.net.Socket plain, Check check, CertificateWitness witness, String host)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(check), new TrustManager[] {witness}, null);
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!ciphers(check).isEmpty()) {
            parameters.setCipherSuites(ciphers(check).toArray(String[]::new));
        }
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    /** What of a check's TLS keys cannot work. */
    List<FieldError> verify(Check check) {
        List<FieldError> errors = new ArrayList<>();
        try {
            witness(check);
        } catch (GeneralSecurityException | IOException e) {
            errors.add(new FieldError("config.ca_chain", "holds no certificates: " + e.getMessage()));
        }
        try {
            keys(check);
        } catch (GeneralSecurityException | IOException e) {
            errors.add(new FieldError("config.certificate_file", "with key_file is no certificate: " + e.getMessage()));
        }
        return errors;
    }

    private String pem(String textOrName) throws IOException {
        if (textOrName.contains(PEM)) {
            return textOrName;
        }
        if (!textOrName.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*")) {
            throw new IOException("neither PEM nor the name of a file");
        }
        Path file = folder.resolve(textOrName);
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + textOrName + " in tls below the broker's home");
        }
        return Files.readString(file);
    }

    private static List<Certificate> certificates(String pem) throws GeneralSecurityException, IOException {
        List<Certificate> found = new ArrayList<>(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        if (found.isEmpty()) {
            throw new IOException("no certificate in it");
        }
        return found;
    }

    private static KeyStore store(List<Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        return store;
    }

    private static PrivateKey privateKey(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            return switch (parser.readObject()) {
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case PrivateKeyInfo info -> converter.getPrivateKey(info);
                case null, default -> throw new IOException("no private key in it");
            };
        }
    }
}
