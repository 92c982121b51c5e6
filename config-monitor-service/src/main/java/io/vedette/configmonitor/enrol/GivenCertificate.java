package io.vedette.configmonitor.enrol;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate that the authority signed.
 *
 * @param serial its number
 * @param id number of the broker or stratcon
 * @param hosts what it is good for, besides its common name
 */
record GivenCertificate(BigInteger serial, String cn, EnrolmentRole role, long id, PublicKey key, List<String> hosts) {
    private static final Pattern NAME = Pattern.compile("(?:.*,)?CN=((broker|stratcon)-(\\d{1,18})\\.vedette)(?:,.*)?");

    /** Empty when its name is none that the authority gives. */
    static Optional<GivenCertificate> of(X509Certificate certificate) throws CertificateParsingException {
        Matcher name = NAME.matcher(certificate.getSubjectX500Principal().getName());
        if (!name.matches()) {
            return Optional.empty();
        }
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        List<String> hosts = alternatives == null
                ? List.of()
                : alternatives.stream()
                        .map(each -> String.valueOf(each.get(1)))
                        .filter(host -> !host.equals(name.group(1)))
                        .toList();
        return Optional.of(new GivenCertificate(
                certificate.getSerialNumber(),
                name.group(1),
                EnrolmentRole.ofWord(name.group(2)),
                Long.parseLong(name.group(3)),
                certificate.getPublicKey(),
                hosts));
    }
}
