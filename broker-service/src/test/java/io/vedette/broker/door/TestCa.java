package io.vedette.broker.door;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A CA as config-monitor has one, for tests. */
public final class TestCa {
    private final AtomicLong serials = new AtomicLong(1);
    private final KeyPair pair = keyPair();
    private final X500Name name;
    private final X509Certificate certificate;
    private volatile Duration age = Duration.ofMinutes(1);

    public TestCa(String commonName) throws GeneralSecurityException, IOException {
        name = new X500Name("CN=" + commonName);
        certificate = sign("CN=" + commonName, pair.getPublic(), true);
    }

    /** Certificates issued from now on were given so long ago; each lasts a day. */
    void backdate(Duration newAge) {
        age = newAge;
    }

    /** A signed list that revokes the certificates signed so far but the newest ones. */
    byte[] revocations(int sparedNewest) throws GeneralSecurityException, IOException {
        JcaX509v2CRLBuilder list = new JcaX509v2CRLBuilder(certificate, Date.from(Instant.now()));
        for (long serial = 2; serial < serials.get() - sparedNewest; serial++) {
            list.addCRLEntry(BigInteger.valueOf(serial), Date.from(Instant.now()), CRLReason.privilegeWithdrawn);
        }
        try {
            return list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    public String pem() throws IOException {
        return pemOf(certificate);
    }

    /** Answers a signing request. */
    public String issue(String csrPem, String commonName) throws GeneralSecurityException, IOException {
        try (PEMParser parser = new PEMParser(new StringReader(csrPem))) {
            JcaPKCS10CertificationRequest csr =
                    new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
            return pemOf(sign("CN=" + commonName, csr.getPublicKey(), false));
        }
    }

    /** A client that trusts this CA and shows a certificate of it. */
    public SSLContext clientContext(String commonName) throws GeneralSecurityException, IOException {
        return clientContext(this, commonName);
    }

    /** A client that trusts this CA and shows a certificate of another. */
    public SSLContext clientContext(TestCa issuer, String commonName) throws GeneralSecurityException, IOException {
        KeyPair own = keyPair();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        Certificate shown = issuer.sign("CN=" + commonName, own.getPublic(), false);
        keys.setKeyEntry("own", own.getPrivate(), new char[0], new Certificate[] {shown, issuer.certificate});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust().getTrustManagers(), null);
        return context;
    }

    /** A client that trusts this CA and shows nothing. */
    public SSLContext anonymousContext() throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private X509Certificate sign(String subject, PublicKey key, boolean ca)
            throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serials.getAndIncrement()),
                Date.from(now.minus(age)),
                Date.from(now.minus(age).plus(Duration.ofDays(1))),
                new X500Name(subject),
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
        if (!ca) {
            GeneralName[] names = {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            };
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pemOf(X509Certificate certificate) throws IOException {
        StringWriter out = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(out)) {
            writer.writeObject(certificate);
        }
        return out.toString();
    }
}
