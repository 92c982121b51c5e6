package io.vedette.contracts.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * ECIES: a key pair for this text alone, ECDH with the broker's key, HKDF-SHA256 over both public keys, AES-256-GCM. Text form:
 * {@code sealed:1:} and base64 of the length of the public key (u16), the public key (X.509), ciphertext and tag. The nonce is zero because no key is ever
 * used twice.
 */
public final class Seal {
    private static final String PREFIX = "sealed:1:";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final GCMParameterSpec ZERO = new GCMParameterSpec(TAG_BITS, new byte[12]);

    private Seal() {}

    /** Whether a text is sealed. */
    public static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    /**
     * Seals a text.
     *
     * @param to an EC public key
     * @param place where the text stands; it can be opened nowhere else
     * @throws IllegalArgumentException when the key is no EC key
     */
    public static String seal(PublicKey to, String place, String text) {
        if (!(to instanceof ECPublicKey ec)) {
            throw new IllegalArgumentException("a key of " + to.getAlgorithm() + " cannot be sealed for, EC can");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(ec.getParams());
            KeyPair once = generator.generateKeyPair();
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key(once.getPrivate(), to, once.getPublic(), to), ZERO);
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            byte[] hidden = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] shown = once.getPublic().getEncoded();
            ByteBuffer all = ByteBuffer.allocate(Short.BYTES + shown.length + hidden.length)
                    .putShort((short) shown.length)
                    .put(shown)
                    .put(hidden);
            return PREFIX + Base64.getEncoder().encodeToString(all.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("nothing can be sealed", e);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @param own the pair it was sealed for
     * @param place where the text stands
     * @throws GeneralSecurityException when it was sealed for another key or place, or is damaged
     */
    public static String open(KeyPair own, String place, String sealed) throws GeneralSecurityException {
        if (!isSealed(sealed)) {
            throw new GeneralSecurityException("the text is not sealed");
        }
        try {
            ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(PREFIX.length())));
            byte[] shown = new byte[Short.toUnsignedInt(all.getShort())];
            if (shown.length > all.remaining()) {
                throw new GeneralSecurityException("the sealed text is cut short");
            }
            all.get(shown);
            byte[] hidden = new byte[all.remaining()];
            all.get(hidden);
            PublicKey once = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(shown));
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key(own.getPrivate(), once, once, own.getPublic()), ZERO);
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return new String(cipher.doFinal(hidden), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new GeneralSecurityException("the sealed text is malformed", e);
        }
    }

    private static SecretKey key(PrivateKey mine, PublicKey theirs, PublicKey once, PublicKey receiver)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(mine);
        agreement.doPhase(theirs, true);
        byte[] info = ByteBuffer.allocate(once.getEncoded().length + receiver.getEncoded().length)
                .put(once.getEncoded())
                .put(receiver.getEncoded())
                .array();
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(agreement.generateSecret())
                                .thenExpand(info, KEY_BYTES));
    }
}
