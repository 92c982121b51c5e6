package io.vedette.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.local.guard.StartException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTests {

    @TempDir
    Path data;

    @Test
    void areChosenOnceForADataFolder() {
        Ports first = Ports.of(settings());
        Ports second = Ports.of(settings());

        assertThat(second).isEqualTo(first);
        assertThat(new HashSet<>(first.numbers().values())).hasSize(Port.values().length);
    }

    @Test
    void areTheUsualOnesUnlessAskedOtherwise() {
        assertThat(Port.CONFIG_MONITOR.usual()).isEqualTo(8081);
        assertThat(Port.BROKER_TLS.usual()).isEqualTo(43191);
        assertThat(Port.BROKER_STATSD.usual()).isEqualTo(8125);
    }

    @Test
    void nameTheOneThatIsTaken() throws Exception {
        Ports ports = Ports.of(settings());
        try (ServerSocket taken = new ServerSocket(ports.get(Port.STRATCON), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.of(settings()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " (stratcon) is taken");
        }
        try (DatagramSocket taken =
                new DatagramSocket(ports.get(Port.BROKER_STATSD), InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.of(settings()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " (broker-statsd) is taken");
        }
    }

    @Test
    void nameTheLineThatIsNoNumber() throws Exception {
        Files.writeString(data.resolve("ports.properties"), "kafka=soon\n");

        assertThatThrownBy(() -> Ports.of(settings()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("kafka")
                .hasMessageContaining("soon");
    }

    private SuiteSettings settings() {
        return SuiteSettings.apart(data, data);
    }
}
