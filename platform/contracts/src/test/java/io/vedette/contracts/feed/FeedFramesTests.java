package io.vedette.contracts.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Gap;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.contracts.feed.FeedFrame.Mark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedFramesTests {

    @Test
    void framesAreReadAsTheyWereWritten() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.write(FeedFrames.encode(List.of(new BatchFrame(10, 99, 1_790_000_000_000L, new byte[] {1, 2, 3}))));
        wire.write(FeedFrames.encode(List.of(new Mark(99, 120, 1_790_000_000_002L, new byte[] {7}))));
        wire.write(FeedFrames.encode(List.of(new Gap(99, 4096))));
        wire.write(FeedFrames.encode(List.of(new Heartbeat(1_790_000_000_001L, 4096, 3))));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(wire.toByteArray()));
        assertThat(FeedFrames.read(in).orElseThrow()).isInstanceOfSatisfying(BatchFrame.class, frame -> {
            assertThat(frame.offset()).isEqualTo(10);
            assertThat(frame.nextOffset()).isEqualTo(99);
            assertThat(frame.journaledMs()).isEqualTo(1_790_000_000_000L);
            assertThat(frame.batch()).containsExactly(1, 2, 3);
        });
        assertThat(FeedFrames.read(in).orElseThrow()).isInstanceOfSatisfying(Mark.class, frame -> {
            assertThat(frame.nextOffset()).isEqualTo(120);
            assertThat(frame.journaledMs()).isEqualTo(1_790_000_000_002L);
            assertThat(frame.mark()).containsExactly(7);
        });
        assertThat(FeedFrames.read(in)).contains(new Gap(99, 4096));
        assertThat(FeedFrames.read(in)).contains(new Heartbeat(1_790_000_000_001L, 4096, 3));
        assertThat(FeedFrames.read(in)).isEmpty();
    }

    @Test
    void aFrameThatIsCutAnywhereIsNoFrame() {
        byte[] whole = FeedFrames.encode(List.of(new BatchFrame(10, 99, 5, new byte[100])));
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> FeedFrames.read(new DataInputStream(new ByteArrayInputStream(cut))))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void nonsenseIsRefusedBeforeMemoryIsTaken() {
        byte[] huge = {0x7f, 0x7f, 0x7f, 0x7f, 1};
        assertThatThrownBy(() -> FeedFrames.read(new DataInputStream(new ByteArrayInputStream(huge))))
                .hasMessageContaining("bytes");
        byte[] unknown = {0, 0, 0, 1, 77};
        assertThatThrownBy(() -> FeedFrames.read(new DataInputStream(new ByteArrayInputStream(unknown))))
                .hasMessageContaining("kind 77");
    }

    @Test
    void aLengthThatIsNotItsKindsIsRefused() {
        for (FeedFrame frame : List.of(new Gap(99, 4096), new Heartbeat(1, 2, 3))) {
            byte[] whole = FeedFrames.encode(List.of(frame));
            assertRefused(whole, whole.length - 1);
            assertRefused(whole, whole.length + 1);
        }
        for (FeedFrame frame : List.of(new BatchFrame(10, 99, 5, new byte[0]), new Mark(99, 120, 5, new byte[0]))) {
            byte[] whole = FeedFrames.encode(List.of(frame));
            assertRefused(whole, whole.length - 1);
        }
    }

    /** As if whoever wrote it had another layout: the length is that of the bytes. */
    private static void assertRefused(byte[] whole, int length) {
        byte[] other = Arrays.copyOf(whole, length);
        other[Integer.BYTES - 1] = (byte) (length - Integer.BYTES);
        assertThatThrownBy(() -> FeedFrames.read(new DataInputStream(new ByteArrayInputStream(other))))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("kind " + whole[Integer.BYTES] + " with");
    }
}
