package io.vedette.streaming.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckDirectoryTests {
    private static final UUID CHECK = UUID.randomUUID();

    private final CheckDirectory directory = new CheckDirectory();

    @Test
    void aLateOlderVersionChangesNothing() {
        directory.apply(CHECK, resource(1, 5, 7, false));
        directory.apply(CHECK, resource(1, 4, 8, false));
        assertThat(directory.find(CHECK)).contains(new OwnedCheck(CHECK, 7, 1));
    }

    @Test
    void aDeletedCheckStaysDeletedWhenAnOlderRecordComesLate() {
        directory.apply(CHECK, resource(1, 5, 7, true));
        directory.apply(CHECK, resource(1, 4, 7, false));
        assertThat(directory.find(CHECK)).isEmpty();
    }

    @Test
    void aRestoredWebDbBeatsEveryVersionBefore() {
        directory.apply(CHECK, resource(1, 500, 7, false));
        directory.apply(CHECK, resource(2, 3, 8, false));
        assertThat(directory.find(CHECK).map(OwnedCheck::account)).contains(8L);
    }

    @Test
    void onlyRealChangesCount() {
        directory.apply(CHECK, resource(1, 5, 7, false));
        long before = directory.changes();
        directory.apply(CHECK, resource(1, 5, 7, false));
        assertThat(directory.changes()).isEqualTo(before);
    }

    private static ConfigResource resource(long generation, long version, long account, boolean deleted) {
        return ConfigResource.newBuilder()
                .setRestoreGeneration(generation)
                .setVersion(version)
                .setAccountId(account)
                .setDeleted(deleted)
                .setCheck(Check.newBuilder().setUuid(CHECK.toString()).setAccountId(account))
                .build();
    }
}
