package io.vedette.broker.door;

import io.vedette.contracts.revocation.RevocationList;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SignatureException;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The certificates this broker lets in no more. They are kept on disk, and none is ever let in again. */
@Component
class Revocations {
    private static final Logger log = LoggerFactory.getLogger(Revocations.class);

    private final CredentialFiles files;
    /** Replaced whole, under this. */
    private volatile Set<BigInteger> serials;

    Revocations(CredentialFiles files) throws IOException {
        this.files = files;
        serials = files.revoked();
    }

    boolean contains(X509Certificate certificate) {
        return serials.contains(certificate.getSerialNumber());
    }

    /**
     * Adds what a list of {@link RevocationList} names.
     *
     * @return whether any was new
     * @throws SignatureException when the authority that this broker believes did not sign it
     */
    synchronized boolean add(byte[] list) throws CRLException, SignatureException, IOException {
        List<X509Certificate> believed = files.load().map(Credentials::ca).orElse(List.of());
        Set<BigInteger> all = new HashSet<>(serials);
        if (!all.addAll(RevocationList.serials(list, believed))) {
            return false;
        }
        files.storeRevoked(all);
        log.atWarn().addKeyValue("certificates", all.size() - serials.size()).log("Certificates revoked");
        serials = Set.copyOf(all);
        return true;
    }
}
