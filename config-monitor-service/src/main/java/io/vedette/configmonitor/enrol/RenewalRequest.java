package io.vedette.configmonitor.enrol;

import io.vedette.configmonitor.apiv2.Fields;

/**
 * Who wants to stay in.
 *
 * @param csr a PKCS #10 request in PEM, of the certificate's key
 * @param certificate the certificate held so far, in PEM
 */
record RenewalRequest(String csr, String certificate) {
    private static final int MOST = 16_384;

    /**
     * @throws io.vedette.service.problem.ProblemException 400 naming every wrong field
     */
    static RenewalRequest read(Fields body) {
        String csr = body.text("csr", null, MOST);
        String certificate = body.text("_cert", null, MOST);
        body.refuseWrong();
        return new RenewalRequest(csr, certificate);
    }
}
