package io.vedette.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.alerts.AlertEvent;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.faults.FaultTransition;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.ledger.LedgerMark;
import io.vedette.contracts.proto.ledger.LedgerMinute;
import io.vedette.contracts.proto.ledger.RefusedSamples;
import io.vedette.contracts.proto.viewers.Watch;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bytes as the first version wrote them: a later version must still read them, and write no others for the same record. */
class GoldenSampleTests {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void batchOfTheFirstVersion() {
        BatchReader batch = new BatchReader(HEX.parseHex(
                "0100050003000000f157145648a7b536ac9c9c70ca32e3872a000000000000007b6c50c4a001000011000000036370750f"
                        + "046e616d650a04676f6e65026ef50100000000000029406c9a010573000776656465747465ee00"));
        assertThat(batch.streams()).isEqualTo(3);
        assertThat(batch.nextStream()).isTrue();
        assertThat(batch.name()).isEqualTo("cpu");
        assertThat(batch.nextSample()).isTrue();
        assertThat(batch.timeMs()).isEqualTo(1_790_000_000_000L);
        assertThat(batch.real()).isEqualTo(12.5);
        assertThat(batch.nextStream()).isTrue();
        assertThat(batch.name()).isEqualTo("name");
        assertThat(batch.nextStream()).isTrue();
        assertThat(batch.name()).isEqualTo("gone");
        assertThat(batch.nextSample()).isTrue();
        assertThat(batch.isNull()).isTrue();
        assertThat(batch.timeMs()).isEqualTo(1_790_000_000_123L);
    }

    @Test
    void batch() {
        String golden =
                "0200050003000000f157145648a7b536ac9c9c70ca32e3872a000000000000007b6c50c4a001000016000000006c50c4a0010000"
                        + "0000036370750e0000046e616d650b000103676f6e03"
                        + "6e0000000000000029406c90030573f6010776656465747465eef601";
        byte[] now = new BatchWriter()
                        .begin(
                                UUID.fromString("36b5a748-5614-57f1-87e3-32ca709c9cac"),
                                42,
                                5,
                                BatchKind.PERIOD,
                                1_790_000_000_123L)
                        .stream("cpu")
                        .real(1_790_000_000_000L, 12.5)
                        .whole(1_790_000_000_200L, MetricType.INT64, -3)
                        .stream("name")
                        .text(1_790_000_000_123L, "vedette")
                        .stream("gone")
                        .nothing(1_790_000_000_123L, MetricType.DOUBLE)
                        .toBytes();
        assertThat(HEX.formatHex(now)).isEqualTo(golden);
        assertThat(new BatchReader(HEX.parseHex(golden)).streams()).isEqualTo(3);
    }

    @Test
    void configResource() throws InvalidProtocolBufferException {
        ConfigResource check = ConfigResource.newBuilder()
                .setVersion(3)
                .setRestoreGeneration(1)
                .setWebdbId("w")
                .setAccountId(1)
                .setCheck(Check.newBuilder()
                        .setUuid("u")
                        .setId(2)
                        .setBundleId(4)
                        .setBrokerId(1)
                        .setAccountId(1)
                        .setType("http")
                        .setPeriodMs(60_000)
                        .putConfig("url", "http://h/")
                        .setActive(true)
                        .setMetricLimit(-1)
                        .setSeq(3))
                .build();
        golden(
                check.toByteArray(),
                "080310011a0177200162370a0175100218042001280132046874747048e0d4035a100a0375726c1209687474703a2f2f682f600168ffffffffffffffffff01800103");
        assertThat(ConfigResource.parseFrom(check.toByteArray())).isEqualTo(check);
    }

    @Test
    void brokerAddress() {
        golden(
                BrokerAddress.newBuilder()
                        .setBrokerId(1)
                        .setCn("c")
                        .setHost("h")
                        .setPort(43191)
                        .setName("n")
                        .build()
                        .toByteArray(),
                "08011201631a016820b7d1022a016e");
    }

    @Test
    void brokerFeed() {
        golden(
                BrokerFeed.newBuilder()
                        .setBrokerId(1)
                        .setStratcon("s")
                        .setAtMs(5)
                        .setSkewMs(-2)
                        .build()
                        .toByteArray(),
                "08011a017320052803");
    }

    @Test
    void watch() {
        golden(Watch.newBuilder().setUntilMs(1_790_000_000_000L).build().toByteArray(), "0880d8c1a28c34");
    }

    @Test
    void faultTransition() {
        golden(
                FaultTransition.newBuilder()
                        .setTransitionId("t")
                        .setFaultId("f")
                        .setAccountId(1)
                        .setRuleSetId(2)
                        .setFromSeverity(0)
                        .setToSeverity(1)
                        .setCriteria("max value")
                        .setThreshold("90")
                        .setValue("91")
                        .setOccurredMs(7)
                        .build()
                        .toByteArray(),
                "0a01741201661801200248015a096d61782076616c7565620239306a0239317007");
    }

    @Test
    void alertEvent() {
        golden(
                AlertEvent.newBuilder()
                        .setAlertId(9)
                        .setAccountId(1)
                        .setKind("opened")
                        .setSeverity(1)
                        .setOccurredMs(7)
                        .build()
                        .toByteArray(),
                "080910011a066f70656e656450017007");
    }

    @Test
    void ledgerMark() {
        golden(
                LedgerMark.newBuilder()
                        .addMinutes(LedgerMinute.newBuilder()
                                .setMinute(300)
                                .setSamples(5)
                                .setBatches(2))
                        .setReceived(9)
                        .setRepeats(1)
                        .addRefused(
                                RefusedSamples.newBuilder().setReason("ahead").setSamples(2))
                        .setWaiting(1)
                        .setRecovered(4)
                        .setLiveOnlyBatches(3)
                        .build()
                        .toByteArray(),
                "0a0708ac02100518021009180122090a0561686561641002280230043803");
    }

    private static void golden(byte[] now, String hex) {
        assertThat(HEX.formatHex(now)).isEqualTo(hex);
    }
}
