package io.vedette.webdb.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under the first of some keys, each the SHA-256 of random text; the others open what was kept under them. Text form: {@code kept:1:}, eight hex
 * digits that tell keys apart, a colon, and base64 of nonce, ciphertext and tag. Entities cannot be given collaborators, so that the process has one box; it is put in place
 * before the first entity is used.
 */
public final class SecretBox {
    private static final String PREFIX = "kept:1:";
    private static final int LEAST_CHARS = 24;
    private static final int ID_CHARS = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static volatile SecretBox box = new SecretBox(Map.of());

    private final Map<String, SecretKey> keys;

    private SecretBox(Map<String, SecretKey> keys) {
        this.keys = keys;
    }

    /**
     * The keys of this process from now on.
     *
     * @param keys random text of 24 characters or more each, the newest first
     * @throws IllegalArgumentException when one is shorter
     */
    public static void use(List<String> keys) {
        Map<String, SecretKey> known = new LinkedHashMap<>();
        for (String text : keys) {
            if (text.strip().length() < LEAST_CHARS) {
                throw new IllegalArgumentException(
                        "a key for secrets must be random text of " + LEAST_CHARS + " characters or more");
            }
            byte[] key = sha256(text.strip().getBytes(StandardCharsets.UTF_8));
            known.put(idOf(key), new SecretKeySpec(key, "AES"));
        }
        box = new SecretBox(known);
    }

    public static boolean isKept(String text) {
        return text.startsWith(PREFIX);
    }

    /** Whether the text is kept under the newest key. */
    public static boolean isCurrent(String text) {
        return isKept(text) && keyOf(text).equals(box.newest());
    }

    /** How every text kept under the newest key begins. */
    public static String currentPrefix() {
        return PREFIX + box.newest() + ":";
    }

    /** Ids of the keys that open something here. */
    public static Set<String> knownKeys() {
        return Set.copyOf(box.keys.keySet());
    }

    /** @param place where the text stands; it can be opened nowhere else */
    public static String keep(String place, String text) {
        SecretBox now = box;
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = now.cipher(Cipher.ENCRYPT_MODE, now.newest(), nonce, place);
            byte[] hidden = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(NONCE_BYTES + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
            return PREFIX + now.newest() + ":" + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret cannot be kept", e);
        }
    }

    /**
     * What was kept; a text that never was is as it is.
     *
     * @throws IllegalStateException when the key is not here or the text was kept at another place; names the key, never the text
     */
    public static String open(String place, String text) {
        if (!isKept(text)) {
            return text;
        }
        String key = keyOf(text);
        try {
            byte[] all = Base64.getDecoder().decode(text.substring(PREFIX.length() + ID_CHARS + 1));
            Cipher cipher = box.cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(all, NONCE_BYTES), place);
            return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("a secret kept under key " + key + " cannot be opened", e);
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce, String place) throws GeneralSecurityException {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new GeneralSecurityException("no key " + id);
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private String newest() {
        return keys.isEmpty() ? "" : keys.keySet().iterator().next();
    }

    private static String keyOf(String text) {
        int start = PREFIX.length();
        return text.length() < start + ID_CHARS ? "" : text.substring(start, start + ID_CHARS);
    }

    /** Tells keys apart and nothing of them. */
    private static String idOf(byte[] key) {
        return HexFormat.of().formatHex(sha256(key)).substring(0, ID_CHARS);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
