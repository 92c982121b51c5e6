package io.vedette.configmonitor.enrol;

import static java.util.Objects.requireNonNull;

import io.vedette.service.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A request for a certificate: a public key, and proof that the sender has the private one. What name it asks for does not count.
 *
 * @param keySha256 of the public key, by which a repeat is known: no two requests of one key are alike, their signatures are random
 */
record CertificateRequest(PublicKey key, String keySha256) {
    private static final int EC_BITS = 256;

    /** The request cannot be honoured; the message says why. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * Parses what came as the field {@code csr}.
     *
     * @throws io.vedette.service.problem.ProblemException 400 naming the field
     */
    static CertificateRequest read(String pem) {
        try {
            return parse(pem);
        } catch (Refused e) {
            throw Problem.invalid("csr", requireNonNull(e.getMessage()));
        }
    }

    /** @param pem a PKCS #10 request in PEM */
    private static CertificateRequest parse(String pem) throws Refused {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
                throw new Refused("must be a certificate request in PEM");
            }
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            if (!isStrong(key)) {
                throw new Refused("its key must be EC of 256 bits at least: secrets are sealed for it");
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new Refused("its signature does not fit its key");
            }
            return new CertificateRequest(key, EnrolmentCodes.sha256(key.getEncoded()));
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException e) {
            throw new Refused("must be a certificate request in PEM");
        }
    }

    private static boolean isStrong(PublicKey key) {
        return key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= EC_BITS;
    }
}
