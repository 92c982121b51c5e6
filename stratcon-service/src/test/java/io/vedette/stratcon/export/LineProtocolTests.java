package io.vedette.stratcon.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MetricType;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LineProtocolTests {
    private static final UUID CHECK = new UUID(1, 2);
    private static final String TAG = ",check=" + CHECK;

    private final LineProtocol lines = new LineProtocol();

    @Test
    void aNumberIsAFloatUnderItsPlainNameWithItsTags() {
        assertThat(written(batch -> batch.stream("disk`used, of all|ST[env:prod,a=b:c d]")
                        .whole(1_000, MetricType.UINT64, 7)
                        .real(2_000, -0.5)))
                .isEqualTo("disk`used\\,\\ of\\ all" + TAG + ",env=prod,a\\=b=c\\ d value=7.0 1000\n"
                        + "disk`used\\,\\ of\\ all" + TAG + ",env=prod,a\\=b=c\\ d value=-0.5 2000\n");
        assertThat(lines.lines()).isZero();
    }

    @Test
    void aTextIsAStringThatEndsNoLine() {
        assertThat(written(batch -> batch.stream("v").text(5, "a \"b\" \\")))
                .isEqualTo("v" + TAG + " text=\"a \\\"b\\\" \\\\\" 5\n");
        assertThat(written(batch -> batch.stream("x\ny\\").real(5, 1)))
                .isEqualTo("x\\ y\\\\ " + TAG + " value=1.0 5\n");
    }

    @Test
    void whatHasNoLineIsLeftOut() {
        assertThat(written(batch -> batch.stream("a")
                        .real(1, Double.NaN)
                        .nothing(2, MetricType.DOUBLE)
                        .histogram(3, MetricType.HISTOGRAM, new byte[] {0, 0})))
                .isEmpty();
        BatchWriter live = new BatchWriter().begin(CHECK, 1, 0, BatchKind.LIVE_ONLY, 0);
        live.stream("a").real(1, 1);
        lines.add(new BatchReader(live.toBytes()));
        assertThat(lines.lines()).isZero();
    }

    private String written(Consumer<BatchWriter> content) {
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, BatchKind.PERIOD, 0);
        content.accept(writer);
        lines.add(new BatchReader(writer.toBytes()));
        return lines.take();
    }
}
