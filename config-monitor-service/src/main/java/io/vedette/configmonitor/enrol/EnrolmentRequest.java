package io.vedette.configmonitor.enrol;

import io.vedette.configmonitor.apiv2.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Who wants in.
 *
 * @param code the one-time code
 * @param csr a PKCS #10 request in PEM
 * @param name what people call it
 * @param host where stratcons dial a broker; may be missing of a stratcon
 * @param port where stratcons dial a broker
 */
record EnrolmentRequest(
        String code,
        String csr,
        EnrolmentRole role,
        String name,
        @Nullable String host,
        int port) {
    private static final int NAME = 200;
    private static final int HOST = 253;
    private static final int CSR = 16_384;
    private static final int CODE = 200;
    private static final int PORT = 43191;
    private static final int MOST_PORT = 65_535;

    /**
     * @throws io.vedette.service.problem.ProblemException 400 naming every wrong field
     */
    static EnrolmentRequest read(Fields body) {
        String code = body.text("code", null, CODE);
        String csr = body.text("csr", null, CSR);
        String role = body.word("_role", EnrolmentRole.BROKER.word(), EnrolmentRole.WORDS);
        String name = body.text("noit_name", null, NAME);
        String host = body.optionalText("external_host", null, HOST);
        int port = body.integer("external_port", PORT, 1, MOST_PORT);
        if (host != null && !Hosts.isHost(host)) {
            body.wrong("external_host", "must be a host name or an address");
        }
        if (host == null && role.equals(EnrolmentRole.BROKER.word()) && body.node("external_host") == null) {
            body.wrong("external_host", "is missing");
        }
        body.refuseWrong();
        return new EnrolmentRequest(code, csr, EnrolmentRole.ofWord(role), name, host, port);
    }

    @Override
    public String toString() {
        return "EnrolmentRequest[" + role + " " + name + "]";
    }
}
