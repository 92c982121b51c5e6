package io.vedette.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.contracts.feed.Position;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class MetricsRecordTests {
    private static final UUID ID = UUID.fromString("36b5a748-5614-57f1-87e3-32ca709c9cac");

    @Test
    void headersTellWhereABatchCameFromAndWhetherItIsOld() {
        RecordHeaders headers = new RecordHeaders();
        MetricsRecord.stamp(headers, new Position(ID, 77), true, 3);
        assertThat(MetricsRecord.position(headers)).isEqualTo(new Position(ID, 77));
        assertThat(MetricsRecord.isOld(headers)).isTrue();
        assertThat(MetricsRecord.brokerId(headers)).isEqualTo(3);
    }

    @Test
    void aRecordWithoutHeadersIsRefusedByName() {
        assertThatThrownBy(() -> MetricsRecord.position(new RecordHeaders())).hasMessageContaining("vedette-position");
    }

    @Test
    void theKeyIsCheckAndShard() {
        assertThat(HexFormat.of().formatHex(MetricsRecord.key(ID, 258)))
                .isEqualTo("36b5a748561457f187e332ca709c9cac0102");
    }

    @Test
    void aConfigKeyIsKindAndId() {
        assertThat(ConfigKey.parse("rule_set/12")).isEqualTo(new ConfigKey(ConfigKey.Kind.RULE_SET, "12"));
        assertThat(ConfigKey.parse("check/" + ID).toString()).isEqualTo("check/" + ID);
        assertThatThrownBy(() -> ConfigKey.parse("graph/1")).hasMessageContaining("graph/1");
    }
}
