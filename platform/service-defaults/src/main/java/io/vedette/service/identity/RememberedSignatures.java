package io.vedette.service.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * Spares a service the elliptic curve at every request of the same token. Remembered is only that this key signed this text, by the SHA-256 of the key and
 * the whole token: which keys are published, whether the token ran out or was revoked, and what it claims is asked at each use as before. A signature that
 * is wrong is never remembered. Least used tokens are forgotten first.
 */
final class RememberedSignatures implements JWSVerifierFactory {
    private final JWSVerifierFactory verifiers;
    private final Cache<ByteBuffer, Boolean> right;

    /**
     * @param most how many are remembered
     */
    RememberedSignatures(JWSVerifierFactory verifiers, int most) {
        this.verifiers = verifiers;
        this.right = Caffeine.newBuilder().maximumSize(most).build();
    }

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        return new Remembering(verifiers.createJWSVerifier(header, key), key);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return verifiers.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return verifiers.getJCAContext();
    }

    private final class Remembering implements JWSVerifier {
        private final JWSVerifier verifier;
        private final Key key;

        Remembering(JWSVerifier verifier, Key key) {
            this.verifier = verifier;
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
            ByteBuffer digest = digest(signed, signature);
            if (right.getIfPresent(digest) != null) {
                return true;
            }
            boolean isRight = verifier.verify(header, signed, signature);
            if (isRight) {
                right.put(digest, true);
            }
            return isRight;
        }

        /** A key's DER says its own length and base64url holds no dot: other parts never make the same bytes. */
        private ByteBuffer digest(byte[] signed, Base64URL signature) {
            try {
                MessageDigest sha = MessageDigest.getInstance("SHA-256");
                sha.update(key.getEncoded());
                sha.update(signed);
                sha.update((byte) '.');
                sha.update(signature.toString().getBytes(StandardCharsets.US_ASCII));
                return ByteBuffer.wrap(sha.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return verifier.supportedJWSAlgorithms();
        }

        @Override
        public JCAContext getJCAContext() {
            return verifier.getJCAContext();
        }
    }
}
