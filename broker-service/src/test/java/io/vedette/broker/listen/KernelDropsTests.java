package io.vedette.broker.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelDropsTests {

    @Test
    void addsUpWhatAllSocketsOfThePortLost() {
        String head =
                "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops";
        String ours =
                " 1062: 0100007F:1FBD 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 3187 2 ffff 17";
        String other =
                " 1063: 0100007F:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 3188 2 ffff 4";
        assertThat(KernelDrops.of(8125, List.of(head, ours, other, ours))).isEqualTo(34);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.200.3.4, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.128.0/17, 192.168.200.1, true",
        "192.168.128.0/17, 192.168.127.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "fd00::/8, fd12::1, true",
        "fd00::/8, 10.1.2.3, false"
    })
    void aTargetIsAnAddressOrANetwork(String target, String sender, boolean holds) {
        InetAddress address = InetAddress.ofLiteral(sender);
        assertThat(SourceRange.of(target).orElseThrow().holds(address)).isEqualTo(holds);
        assertThat(SourceRange.of("a.host")).isEmpty();
        assertThat(SourceRange.of("10.0.0.0/33")).isEmpty();
    }
}
