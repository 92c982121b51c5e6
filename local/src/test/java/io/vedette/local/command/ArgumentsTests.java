package io.vedette.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.local.guard.StartException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTests {

    private static final Path ROOT = Path.of("/top");

    @Test
    void haveDefaults() {
        Arguments arguments = Arguments.parse(ROOT, "up");

        assertThat(arguments.settings().data()).isEqualTo(Path.of("/top/data"));
        assertThat(arguments.settings().gatewayPort()).isEqualTo(8080);
        assertThat(arguments.settings().freePorts()).isFalse();
        assertThat(arguments.has("--detach")).isFalse();
    }

    @Test
    void readOptionsBeforeAndAfterNames() {
        Arguments arguments = Arguments.parse(ROOT, "logs", "--data", "/elsewhere", "broker", "--port", "9000");

        assertThat(arguments.verb()).isEqualTo("logs");
        assertThat(arguments.name("a service")).isEqualTo("broker");
        assertThat(arguments.settings().data()).isEqualTo(Path.of("/elsewhere"));
        assertThat(arguments.settings().gatewayPort()).isEqualTo(9000);
    }

    @Test
    void letTheGatewayHaveAnyPortAmongFreeOnes() {
        assertThat(Arguments.parse(ROOT, "up", "--free-ports").settings().gatewayPort())
                .isZero();
        assertThat(Arguments.parse(ROOT, "up", "--free-ports", "--port", "9000")
                        .settings()
                        .gatewayPort())
                .isEqualTo(9000);
    }

    @Test
    void refuseWhatTheyDoNotKnow() {
        refuses("There is no option --hurry; ./vedette help lists them.", "up", "--hurry");
        refuses("The option --port wants a value.", "up", "--port");
        refuses("The option --port wants a number between 0 and 65535, not many.", "up", "--port", "many");
        refuses("The option --port wants a number between 0 and 65535, not 65536.", "up", "--port", "65536");
        assertThatThrownBy(() -> Arguments.parse(ROOT, "logs").name("a service"))
                .isInstanceOf(StartException.class)
                .hasMessage("./vedette logs wants a service.");
    }

    @Test
    void knowThePlatformsThatHavePrograms() {
        Platform.require("Linux", "amd64");
        Platform.require("Mac OS X", "aarch64");
        assertThatThrownBy(() -> Platform.require("Windows 11", "amd64"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("not for Windows 11 on amd64");
        assertThatThrownBy(() -> Platform.require("Linux", "riscv64")).isInstanceOf(StartException.class);
    }

    private static void refuses(String sentence, String... words) {
        assertThatThrownBy(() -> Arguments.parse(ROOT, words))
                .isInstanceOf(StartException.class)
                .hasMessage(sentence);
    }
}
