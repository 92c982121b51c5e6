package io.vedette.configmonitor.enrol;

import io.vedette.configmonitor.secret.SecretKeys;
import io.vedette.webdb.scope.Scope;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The suite's own certificate authority: EC P-256, made at the first start, ten years, kept in the Web DB. It signs for brokers and stratcons alone, for
 * ninety days, good for both ends of a connection.
 */
@Component
class CertificateAuthority {
    private static final String PLACE = "certificate authority";
    private static final Duration OWN_LIFE = Duration.ofDays(3653);
    private static final Duration LIFE = Duration.ofDays(90);
    /** For other readers of the list: stratcons ask each minute. */
    private static final Duration LIST_LIFE = Duration.ofDays(1);
    /** A machine whose clock is a little behind must not find its certificate not valid yet. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 120;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final X509Certificate certificate;
    private final PrivateKey key;

    CertificateAuthority(JdbcClient db, SecretKeys secrets, PlatformTransactionManager transactions, Clock clock) {
        this.clock = clock;
        Kept kept = Scope.across("certificate authority")
                .call(() -> new TransactionTemplate(transactions).execute(status -> load(db, secrets, clock)));
        try {
            this.certificate = certificate(kept.certificate());
            this.key = key(kept.key());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the certificate authority in the Web DB cannot be read", e);
        }
    }

    /** Both in PEM. */
    private record Kept(String certificate, String key) {}

    /** Its own certificate in PEM. */
    String pem() {
        return pem(certificate);
    }

    /** A certificate, and the chain in PEM with the authority's own at its end. */
    record Signed(X509Certificate certificate, String chain) {}

    /**
     * @param hosts names and addresses the certificate is good for, besides the common name
     */
    Signed sign(PublicKey subject, String commonName, List<String> hosts) {
        try {
            Instant now = clock.instant();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    serial(),
                    Date.from(now.minus(LEEWAY)),
                    Date.from(now.plus(LIFE)),
                    name(commonName),
                    subject);
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth
                    }))
                    .addExtension(Extension.subjectAlternativeName, false, alternatives(commonName, hosts))
                    .addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(subject))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(certificate));
            X509Certificate given = signed(builder, key);
            return new Signed(given, pem(given) + pem());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate can be signed", e);
        }
    }

    /**
     * What a certificate says; empty when it was not signed here. Whether it has run out is not asked.
     *
     * @param pem the certificate, and perhaps others after it
     */
    Optional<GivenCertificate> given(String pem) {
        try {
            X509Certificate shown = certificate(pem);
            shown.verify(certificate.getPublicKey());
            return GivenCertificate.of(shown);
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** The certificates honoured no more, as {@link io.vedette.contracts.revocation.RevocationList} reads them. */
    byte[] revocations(List<GivenCertificates.Revoked> revoked) {
        Instant now = clock.instant();
        JcaX509v2CRLBuilder list = new JcaX509v2CRLBuilder(certificate, Date.from(now));
        list.setNextUpdate(Date.from(now.plus(LIST_LIFE)));
        revoked.forEach(one -> list.addCRLEntry(one.serial(), Date.from(one.at()), CRLReason.privilegeWithdrawn));
        try {
            return list.build(new JcaContentSignerBuilder(SIGNATURE).build(key)).getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("no list of revoked certificates can be signed", e);
        }
    }

    private static GeneralNames alternatives(String commonName, List<String> hosts) {
        List<GeneralName> names = new java.util.ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, commonName));
        hosts.forEach(host ->
                names.add(new GeneralName(Hosts.isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host)));
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static Kept load(JdbcClient db, SecretKeys secrets, Clock clock) {
        // Two config monitors that start at once must not make an authority each.
        db.sql("lock table certificate_authority in exclusive mode").update();
        Optional<Kept> kept = db.sql(
                        "select certificate, private_key from certificate_authority order by id desc limit 1")
                .query((row, n) -> new Kept(row.getString("certificate"), row.getString("private_key")))
                .optional();
        return kept.map(row -> new Kept(
                        row.certificate(),
                        secrets.open(
                                PLACE,
                                row.key(),
                                anew -> db.sql("update certificate_authority set private_key = ? where certificate = ?")
                                        .params(anew, row.certificate())
                                        .update())))
                .orElseGet(() -> {
                    Kept made = make(clock);
                    db.sql("insert into certificate_authority (certificate, private_key) values (?, ?)")
                            .params(made.certificate(), secrets.keep(PLACE, made.key()))
                            .update();
                    return made;
                });
    }

    private static Kept make(Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Instant now = clock.instant();
            BigInteger serial = serial();
            X500Name name = name("Vedette CA " + serial.toString(36).substring(0, 6));
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, serial, Date.from(now.minus(LEEWAY)), Date.from(now.plus(OWN_LIFE)), name, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return new Kept(
                    pem(signed(builder, pair.getPrivate())), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate authority can be made", e);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey signer)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(signer)));
    }

    private static X500Name name(String commonName) {
        return new X500Name("CN=" + commonName + ",O=Vedette");
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS);
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static X509Certificate certificate(String pem) throws IOException, GeneralSecurityException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof X509CertificateHolder holder)) {
                throw new IOException("no certificate in PEM");
            }
            return new JcaX509CertificateConverter().getCertificate(holder);
        }
    }

    private static PrivateKey key(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
        }
    }
}
