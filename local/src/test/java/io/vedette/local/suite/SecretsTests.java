package io.vedette.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {

    @TempDir
    Path data;

    @Test
    void areGeneratedOnceAndKept() throws Exception {
        Secrets first = Secrets.in(data);
        Secrets second = Secrets.in(data);

        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.adminPassword()).hasSize(24).isEqualTo(first.adminPassword());
        assertThat(second.webDatabase().password())
                .isNotEqualTo(second.storeDatabase().password());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void rememberTheLaunchersToken() {
        Secrets.in(data).rememberLauncherToken("t");

        assertThat(Secrets.in(data).launcherToken()).contains("t");
    }

    @Test
    void areNeverPrinted() {
        Secrets secrets = Secrets.in(data);

        assertThat(secrets.webDatabase().toString())
                .doesNotContain(secrets.webDatabase().password());
    }
}
