package io.vedette.configmonitor.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * A file as it lies on disk.
 *
 * @param path relative to the watched directory, with slashes
 * @param text whole
 */
public record ConfigText(String path, String text) {

    /** Of the text as it is, in UTF-8, hex; as receivers tell it. */
    public String sha256() {
        return sha256(text);
    }

    /** Of what means something: without comments, empty lines and blanks around lines, but for those that continue a line. */
    String meaning() {
        return sha256(text.lines()
                .filter(line -> !line.isBlank())
                .filter(line -> !line.strip().startsWith("#") && !line.strip().startsWith(";"))
                .map(line -> Character.isWhitespace(line.charAt(0)) ? " " + line.strip() : line.strip())
                .collect(Collectors.joining("\n")));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
