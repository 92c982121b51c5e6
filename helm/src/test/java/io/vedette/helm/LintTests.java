package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintTests {
    @TempDir
    Path scratch = Path.of("");

    @ParameterizedTest
    @MethodSource("io.vedette.helm.Chart#variants")
    void helmLintHasNothingToSay(String variant) throws IOException {
        LintResult result = Chart.lint(variant, scratch);

        assertThat(result.isFailed())
                .as(() -> String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(line -> line.contains("[ERROR]") || line.contains("[WARNING]"));
    }
}
