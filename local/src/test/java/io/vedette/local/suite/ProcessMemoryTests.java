package io.vedette.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTests {

    @Test
    void countsAProcessAndItsChildren() throws Exception {
        long own = ProcessHandle.current().pid();
        Process child = new ProcessBuilder("sleep", "600").start();
        try {
            ProcessMemory memory = ProcessMemory.now();

            assertThat(memory.ofProcess(own)).isGreaterThan(10L << 20);
            assertThat(memory.ofProcess(child.pid())).isPositive();
            assertThat(memory.ofTree(own)).isGreaterThan(memory.ofProcess(child.pid()));
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void isNothingForAProcessThatHasEnded() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(ProcessMemory.now().ofTree(ended.pid())).isZero();
    }
}
