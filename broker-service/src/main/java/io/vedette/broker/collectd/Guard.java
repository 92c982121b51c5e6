package io.vedette.broker.collectd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Weighs signatures (HMAC-SHA-256 over the user's name and all that follows) and opens what is encrypted (AES-256 in output feedback under the password's
 * SHA-256, the content's SHA-1 in front of it).
 */
final class Guard {
    private static final int MAC_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final int SHA1_BYTES = 20;

    private final String user;
    private final byte[] secret;

    /**
     * @param user empty for any
     * @param secret empty for none: then nothing signed or encrypted is believed
     */
    Guard(String user, String secret) {
        this.user = user;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param part the signature's part without its head: the code, then the user's name
     * @param rest the packet behind it
     * @throws PacketException {@code no_secret}, {@code wrong_user}, {@code bad_signature}
     */
    void checkSignature(ByteBuffer part, ByteBuffer rest) throws PacketException {
        if (part.remaining() < MAC_BYTES) {
            throw new PacketException("bad_signature");
        }
        byte[] shown = new byte[MAC_BYTES];
        part.get(shown);
        byte[] name = bytes(part);
        weigh(name);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(name);
            mac.update(rest.duplicate());
            if (!MessageDigest.isEqual(mac.doFinal(), shown)) {
                throw new PacketException("bad_signature");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param part the encrypted part without its head: length of the user's name and the name, the initial vector, the rest
     * @return the parts in it
     * @throws PacketException {@code no_secret}, {@code wrong_user}, {@code bad_encryption}
     */
    ByteBuffer open(ByteBuffer part) throws PacketException {
        if (part.remaining() < 2) {
            throw new PacketException("bad_encryption");
        }
        int length = Short.toUnsignedInt(part.getShort());
        if (part.remaining() < length + IV_BYTES + SHA1_BYTES) {
            throw new PacketException("bad_encryption");
        }
        byte[] name = new byte[length];
        part.get(name);
        weigh(name);
        byte[] vector = new byte[IV_BYTES];
        part.get(vector);
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(secret);
            Cipher cipher = Cipher.getInstance("AES/OFB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
            byte[] plain = cipher.doFinal(bytes(part));
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(plain, SHA1_BYTES, plain.length - SHA1_BYTES);
            if (!MessageDigest.isEqual(digest.digest(), Arrays.copyOf(plain, SHA1_BYTES))) {
                throw new PacketException("bad_encryption");
            }
            return ByteBuffer.wrap(plain, SHA1_BYTES, plain.length - SHA1_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void weigh(byte[] name) throws PacketException {
        if (secret.length == 0) {
            throw new PacketException("no_secret");
        }
        if (!user.isEmpty() && !user.equals(new String(name, StandardCharsets.UTF_8))) {
            throw new PacketException("wrong_user");
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
