package io.vedette.contracts.reach;

import java.net.ConnectException;
import java.net.InetAddress;

/** Nobody connects there. */
public final class DeniedAddressException extends ConnectException {
    private static final long serialVersionUID = 1L;

    DeniedAddressException(InetAddress address) {
        super(address.getHostAddress() + " is link-local or a cloud's metadata service; " + Reach.VARIABLE
                + " can allow it");
    }
}
