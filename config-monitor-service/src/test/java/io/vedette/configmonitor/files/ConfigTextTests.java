package io.vedette.configmonitor.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigTextTests {

    @Test
    void commentsBlanksAndLineEndsMeanNothingAndContinuationsDo() {
        assertThat(meaning("[a]\nb=1\n")).isEqualTo(meaning("# x\n\n[a]   \r\nb=1\r\n; y"));
        assertThat(meaning("[a]\nb=1\n c\n"))
                .isEqualTo(meaning("[a]\nb=1\n\t  c"))
                .isNotEqualTo(meaning("[a]\nb=1\nc\n"));
    }

    private static String meaning(String text) {
        return new ConfigText("directory_observer.ini", text).meaning();
    }
}
