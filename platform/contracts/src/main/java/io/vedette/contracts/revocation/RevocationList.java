package io.vedette.contracts.revocation;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The certificates that the suite's authority honours no more (RFC 5280, DER), signed by it: whoever carries the list need not be trusted. A certificate
 * that is revoked stays so, so that an older list, or that of a Web DB restored from a backup, takes nothing back: receivers only ever add.
 */
public final class RevocationList {
    private static final int HEX = 16;

    private RevocationList() {}

    /**
     * The serial numbers of the revoked certificates.
     *
     * @param authorities of whom one must have signed the list
     * @throws CRLException when it cannot be read
     * @throws SignatureException when none of them signed it
     */
    public static Set<BigInteger> serials(byte[] der, Collection<X509Certificate> authorities)
            throws CRLException, SignatureException {
        X509CRL list = read(der);
        if (authorities.stream().noneMatch(authority -> isSigned(list, authority))) {
            throw new SignatureException("the list of revoked certificates is not signed by the suite's authority");
        }
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        return entries == null
                ? Set.of()
                : entries.stream().map(X509CRLEntry::getSerialNumber).collect(Collectors.toUnmodifiableSet());
    }

    /** Serial numbers as they are kept on a disk: hexadecimal, each on a line. */
    public static String text(Set<BigInteger> serials) {
        return serials.stream()
                .map(serial -> serial.toString(HEX) + "\n")
                .sorted()
                .collect(Collectors.joining());
    }

    /** The serial numbers of a {@link #text}. */
    public static Set<BigInteger> ofText(String text) {
        return text.lines().map(line -> new BigInteger(line, HEX)).collect(Collectors.toUnmodifiableSet());
    }

    private static X509CRL read(byte[] der) throws CRLException {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (CRLException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no X.509 on this machine", e);
        }
    }

    private static boolean isSigned(X509CRL list, X509Certificate authority) {
        try {
            list.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
