package io.vedette.contracts.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTests {
    private final Reach usual = Reach.allowing("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "2852039166",
                "[::ffff:169.254.169.254]",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "metadata.google.internal",
                "Metadata.Google.Internal"
            })
    void linkLocalAndMetadataAddressesAreDeniedHoweverTheyAreWritten(String host) {
        assertThat(usual.deniesLiteral(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fd00::1", "2001:db8::1", "example.org", ""})
    void othersAreNot(String host) {
        assertThat(usual.deniesLiteral(host)).isFalse();
    }

    @Test
    void whatIsAllowedIsReachedAndNothingBeside() {
        Reach reach = Reach.allowing("169.254.20.0/24, fe80::1");
        assertThat(reach.denies(InetAddress.ofLiteral("169.254.20.10"))).isFalse();
        assertThat(reach.denies(InetAddress.ofLiteral("fe80::1"))).isFalse();
        assertThat(reach.denies(InetAddress.ofLiteral("169.254.21.10"))).isTrue();
        assertThat(reach.denies(InetAddress.ofLiteral("fe80::2"))).isTrue();
        assertThatThrownBy(() -> Reach.allowing("169.254.0.0/40")).hasMessageContaining("no network");
    }

    @Test
    void saysWhatCouldAllowIt() {
        assertThatThrownBy(() -> usual.check("169.254.169.254"))
                .isInstanceOf(DeniedAddressException.class)
                .hasMessageContaining("169.254.169.254")
                .hasMessageContaining(Reach.VARIABLE);
    }
}
