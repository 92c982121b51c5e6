package io.vedette.testsupport;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of servers that live as long as a test run. */
final class Passwords {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String generate() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
