package io.vedette.configmonitor.check;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret in a trap's URL: 128 random bits. */
public final class TrapSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private TrapSecret() {}

    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
