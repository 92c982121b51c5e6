package io.vedette.broker.door;

import io.vedette.broker.home.HomeSettings;
import io.vedette.broker.home.PrivateFile;
import io.vedette.contracts.revocation.RevocationList;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.stereotype.Component;

/** {@code key.pem}, {@code certificate.pem} and {@code ca.pem} below the broker's home, readable by its user alone, each replaced whole. */
@Component
class CredentialFiles {
    private static final String WEB_DB = "webdb.id";
    private static final String REVOKED = "revoked.txt";

    private final Path directory;

    CredentialFiles(HomeSettings home) throws IOException {
        directory = home.folder("tls");
    }

    /** What was stored; empty while one of the files is missing. */
    Optional<Credentials> load() throws IOException {
        Path key = directory.resolve("key.pem");
        Path chain = directory.resolve("certificate.pem");
        Path ca = directory.resolve("ca.pem");
        if (!Files.exists(key) || !Files.exists(chain) || !Files.exists(ca)) {
            return Optional.empty();
        }
        PrivateKey privateKey = PemContent.load(key).getPrivateKey();
        if (privateKey == null) {
            throw new IOException(key + " holds no private key");
        }
        return Optional.of(new Credentials(privateKey, certificates(chain), certificates(ca)));
    }

    /** The certificate request that was made, to be sent again after a crash. */
    Optional<String> request() throws IOException {
        Path request = directory.resolve("request.pem");
        return Files.exists(request) ? Optional.of(Files.readString(request)) : Optional.empty();
    }

    /** Id of the Web DB whose checks are run; empty when there is none yet. */
    String webDb() throws IOException {
        Path file = directory.resolve(WEB_DB);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    /** Serial numbers of certificates that are honoured no more. */
    Set<BigInteger> revoked() throws IOException {
        Path file = directory.resolve(REVOKED);
        return Files.exists(file) ? RevocationList.ofText(Files.readString(file)) : Set.of();
    }

    void storeRevoked(Set<BigInteger> serials) throws IOException {
        replace(REVOKED, RevocationList.text(serials));
    }

    void storeWebDb(String id) throws IOException {
        replace(WEB_DB, id + "\n");
    }

    /** Keeps a new key and its request before anybody is asked, so that an answer lost in a crash is good for this key. */
    void storeRequest(KeyPair pair, String requestPem) throws IOException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + lines.encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        replace("key.pem", key);
        replace("request.pem", requestPem);
        Files.deleteIfExists(directory.resolve(WEB_DB));
    }

    /** Lets the certificate go, and first its request: what is asked next is asked with a new key. */
    void giveUp() throws IOException {
        Files.deleteIfExists(directory.resolve("request.pem"));
        Files.deleteIfExists(directory.resolve("certificate.pem"));
    }

    /** Stores what enrolment brought; the certificate last, so that half of it is none. */
    Credentials store(String chainPem, String caPem) throws IOException {
        replace("ca.pem", caPem);
        replace("certificate.pem", chainPem);
        return load().orElseThrow(() -> new IOException("the certificate could not be stored"));
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        return PemContent.load(file).getCertificates();
    }

    private void replace(String name, String content) throws IOException {
        PrivateFile.replace(directory.resolve(name), content);
    }
}
