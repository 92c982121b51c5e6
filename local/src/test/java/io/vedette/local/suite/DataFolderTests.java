package io.vedette.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.local.guard.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {

    @TempDir
    Path folder;

    @Test
    void belongsToOneSuiteAtATime() {
        Path data = folder.resolve("data");
        assertThat(DataFolder.isInUse(data)).isFalse();
        try (DataFolder first = DataFolder.open(data)) {
            assertThat(first).isNotNull();
            assertThat(DataFolder.isInUse(data)).isTrue();
            assertThatThrownBy(() -> DataFolder.open(data).close())
                    .isInstanceOf(StartException.class)
                    .hasMessage("The suite already runs on " + data + "; ./vedette down stops it.");
        }
        DataFolder.open(data).close();
    }

    @Test
    void isItsOwnersAlone() throws Exception {
        Path data = folder.resolve("data");
        DataFolder.open(data).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void saysWhenItsPlaceIsNoFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")).close()).hasMessageContaining(file.toString());
    }
}
