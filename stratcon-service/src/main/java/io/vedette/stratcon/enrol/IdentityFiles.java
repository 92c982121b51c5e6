package io.vedette.stratcon.enrol;

import io.vedette.stratcon.home.Home;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Key, certificate and CA as PEM files. The certificate is written last: where it stands, the others do. */
final class IdentityFiles {
    private static final String KEY = "identity/key.pem";
    private static final String REQUEST = "identity/request.pem";
    private static final String CERTIFICATE = "identity/certificate.pem";
    private static final String CA = "identity/ca.pem";

    private final Home home;

    IdentityFiles(Home home) {
        this.home = home;
    }

    /** The identity, when there is one already. */
    Optional<Identity> load() {
        return home.read(CERTIFICATE).map(certificate -> {
            String key = home.read(KEY).orElseThrow(() -> new IllegalStateException("no " + KEY));
            String ca = home.read(CA).orElseThrow(() -> new IllegalStateException("no " + CA));
            return new Identity(
                    privateKey(key), certificates(certificate), certificates(ca).getFirst());
        });
    }

    /** The request for a certificate, in PEM: the one asked with before, else a new one for a new key. Both are kept before anybody is asked. */
    String request(String name) {
        return home.read(REQUEST).orElseGet(() -> newRequest(name));
    }

    /** A request of the key that is held. */
    static String request(Identity held) {
        return request(new KeyPair(held.chain().getFirst().getPublicKey(), held.key()), held.cn());
    }

    static String pem(Identity held) {
        return pem(held.chain().getFirst());
    }

    private String newRequest(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            home.write(KEY, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
            String request = request(pair, name);
            home.write(REQUEST, request);
            return request;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no key can be made", e);
        }
    }

    private static String request(KeyPair pair, String name) {
        try {
            var subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
            return pem(new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("no certificate can be asked for", e);
        }
    }

    /** Keeps what the CA answered. */
    Identity save(String certificate, String ca) {
        certificates(certificate);
        certificates(ca);
        home.write(CA, ca);
        home.write(CERTIFICATE, certificate);
        return load().orElseThrow();
    }

    private static PrivateKey privateKey(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> chain = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            while (parser.readObject() instanceof X509CertificateHolder holder) {
                chain.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate", e);
        }
        if (chain.isEmpty()) {
            throw new IllegalStateException("no certificate in PEM");
        }
        return chain;
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
