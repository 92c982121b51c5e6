package io.vedette.contracts.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.contracts.proto.config.Check;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealTests {
    private final KeyPair own = pair();

    @Test
    void opensForItsKeyAtItsPlaceAlone() throws GeneralSecurityException {
        String sealed = Seal.seal(own.getPublic(), "here", "s3crét");
        assertThat(Seal.isSealed(sealed)).isTrue();
        assertThat(sealed).doesNotContain("s3cr");
        assertThat(Seal.open(own, "here", sealed)).isEqualTo("s3crét");
        assertThatThrownBy(() -> Seal.open(own, "there", sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> Seal.open(pair(), "here", sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThat(Seal.seal(own.getPublic(), "here", "s3crét")).isNotEqualTo(sealed);
    }

    @Test
    void anyDamageIsRefused() {
        byte[] sealed = Base64.getDecoder()
                .decode(Seal.seal(own.getPublic(), "here", "secret").substring("sealed:1:".length()));
        for (int i = 0; i < sealed.length; i++) {
            byte[] damaged = sealed.clone();
            damaged[i] ^= 1;
            String text = "sealed:1:" + Base64.getEncoder().encodeToString(damaged);
            assertThatThrownBy(() -> Seal.open(own, "here", text)).isInstanceOf(GeneralSecurityException.class);
        }
        for (String text : new String[] {"plain", "sealed:1:", "sealed:1:!", "sealed:1:AAAA", "sealed:1://8="}) {
            assertThatThrownBy(() -> Seal.open(own, "here", text)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void sealsTheSecretsOfACheckAndNothingElse() throws GeneralSecurityException {
        Check check = Check.newBuilder()
                .setUuid("1bd6ba0c-0b0a-4f3a-9d5d-6e8a1c2f3b4d")
                .putConfig("url", "http://127.0.0.1/")
                .putConfig("header_Authorization", "Bearer x")
                .putConfig("password", "p")
                .build();
        Check sealed = CheckSecrets.seal(check, own.getPublic());
        assertThat(sealed.getConfigMap()).containsEntry("url", "http://127.0.0.1/");
        assertThat(sealed.getConfigOrThrow("header_Authorization")).startsWith("sealed:1:");
        assertThat(CheckSecrets.seal(sealed, own.getPublic())).isEqualTo(sealed);
        assertThat(CheckSecrets.open(sealed, own)).isEqualTo(check);
        assertThat(CheckSecrets.remove(check).getConfigMap()).containsOnlyKeys("url");
        Check elsewhere = sealed.toBuilder().setUuid("another").build();
        assertThatThrownBy(() -> CheckSecrets.open(elsewhere, own)).hasMessageContaining("config.");
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
