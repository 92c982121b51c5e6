package io.vedette.broker.collectd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import io.vedette.broker.intake.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectdPacketTests {
    private static final String SECRET = "s3cret";
    private static final byte[] LOAD = load();
    private static final List<byte[]> CORPUS = List.of(
            LOAD,
            signed(LOAD, SECRET),
            encrypted(LOAD, SECRET),
            join(text(2, "p"), number(0x101, 1), text(0x100, "it burns")),
            "[{\"values\":[1.5],\"dstypes\":[\"gauge\"],\"plugin\":\"a\",\"time\":1}]".getBytes(UTF_8));

    private final List<Sample> samples = new ArrayList<>();

    @Test
    void namesValuesAsCirconusDoesAndKeepsTheirTime() throws Exception {
        read(LOAD, SecurityLevel.NONE);
        assertThat(samples)
                .extracting(Sample::name)
                .containsExactly("load`load`1min", "load`load`5min", "load`load`15min");
        assertThat(samples).extracting(Sample::timeMs).containsOnly(1_700_000_000_500L);
        assertThat(samples.get(1).missing()).isTrue();
        assertThat(Double.longBitsToDouble(samples.get(2).bits())).isEqualTo(0.25);
    }

    @Test
    void readsEveryKindOfValueAndNotifications() throws Exception {
        ByteBuffer values = ByteBuffer.allocate(2 + 4 * 9).putShort((short) 4).put(new byte[] {0, 1, 2, 3});
        values.putLong(-1).order(ByteOrder.LITTLE_ENDIAN).putDouble(1.5).order(ByteOrder.BIG_ENDIAN);
        values.putLong(-7).putLong(8);
        read(
                join(
                        number(1, 17),
                        text(2, "p"),
                        text(3, "i"),
                        text(4, "t"),
                        text(5, "x"),
                        part(6, values.array()),
                        number(0x101, 2),
                        text(0x100, "it burns")),
                SecurityLevel.NONE);
        assertThat(samples)
                .extracting(sample -> sample.name() + ":" + sample.type().code())
                .containsExactly(
                        "p`i`t`x`0:L",
                        "p`i`t`x`1:n",
                        "p`i`t`x`2:l",
                        "p`i`t`x`3:L",
                        "p`i`t`x`notification|ST[severity:warning]:s");
        assertThat(samples.get(2).bits()).isEqualTo(-7);
        assertThat(samples.get(4).text()).isEqualTo("it burns");
    }

    @Test
    void takesNamesOfValuesFromATypesDb(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("types.db"), "# x\nif_errors\trx:DERIVE:0:U, tx:DERIVE:0:U\n");
        ValueNames names = new ValueNames(List.of(file));
        assertThat(names.suffix("p", "if_errors", 1, 2)).isEqualTo("`tx");
        assertThat(names.suffix("p", "if_errors", 1, 3)).isEqualTo("`1");
        assertThat(names.suffix("interface", "any", 0, 2)).isEqualTo("`rx");
        assertThat(names.suffix("p", "t", 0, 1)).isEmpty();
    }

    @Test
    void believesWhatIsSignedOrEncryptedWithTheSecretAlone() throws Exception {
        read(signed(LOAD, SECRET), SecurityLevel.SIGNED);
        read(encrypted(LOAD, SECRET), SecurityLevel.ENCRYPTED);
        assertThat(samples).hasSize(6);
        assertThatThrownBy(() -> read(LOAD, SecurityLevel.SIGNED)).hasMessage("not_guarded");
        assertThatThrownBy(() -> read(signed(LOAD, SECRET), SecurityLevel.ENCRYPTED))
                .hasMessage("not_guarded");
        assertThatThrownBy(() -> read(signed(LOAD, "other"), SecurityLevel.NONE))
                .hasMessage("bad_signature");
        assertThatThrownBy(() -> read(encrypted(LOAD, "other"), SecurityLevel.NONE))
                .hasMessage("bad_encryption");
        byte[] forged = signed(LOAD, SECRET);
        forged[forged.length - 1] ^= 1;
        assertThatThrownBy(() -> read(forged, SecurityLevel.NONE)).hasMessage("bad_signature");
        assertThat(samples).hasSize(6);
    }

    @RepeatedTest(20)
    void keepsWhatCameBeforeTheCut() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] twice = join(LOAD, LOAD);
        byte[] cut = Arrays.copyOf(twice, LOAD.length + 1 + random.nextInt(LOAD.length - 1));
        try {
            read(cut, SecurityLevel.NONE);
        } catch (PacketException expected) {
            assertThat(expected.reason()).isEqualTo("bad_part");
        }
        assertThat(samples).as("seed %d", seed).hasSize(3);
    }

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] packet) throws IOException {
        readsOrRefuses(packet);
    }

    @Test
    void readsWhateverMutationsFind() {
        Fuzz.run("collectd", CORPUS, 20_000, CollectdPacketTests::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] bytes) throws IOException {
        ValueNames names = new ValueNames(List.of());
        try {
            new CollectdPacket(new Guard("", SECRET), SecurityLevel.NONE, true, names, 1, sample -> {}).read(bytes);
        } catch (PacketException refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
        try {
            new WriteHttpReader(names, 1, sample -> {}, (reason, count) -> {}).read(new ByteArrayInputStream(bytes));
        } catch (PacketException refused) {
            assertThat(refused.reason()).isEqualTo("bad_json");
        }
    }

    private void read(byte[] packet, SecurityLevel wanted) throws PacketException {
        new CollectdPacket(new Guard("me", SECRET), wanted, true, new ValueNames(List.of()), 1, samples::add)
                .read(packet);
    }

    private static byte[] load() {
        ByteBuffer values = ByteBuffer.allocate(2 + 3 * 9).putShort((short) 3).put(new byte[] {1, 1, 1});
        values.order(ByteOrder.LITTLE_ENDIAN).putDouble(1).putDouble(Double.NaN).putDouble(0.25);
        long half = (1_700_000_000L << 30) + (1L << 29);
        return join(text(0, "here"), number(8, half), text(2, "load"), text(4, "load"), part(6, values.array()));
    }

    private static byte[] part(int kind, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .putShort((short) kind)
                .putShort((short) (4 + content.length))
                .put(content)
                .array();
    }

    private static byte[] text(int kind, String text) {
        return part(kind, (text + "\0").getBytes(UTF_8));
    }

    private static byte[] number(int kind, long number) {
        return part(kind, ByteBuffer.allocate(8).putLong(number).array());
    }

    private static byte[] signed(byte[] packet, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update("me".getBytes(UTF_8));
            return join(part(0x200, join(mac.doFinal(packet), "me".getBytes(UTF_8))), packet);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encrypted(byte[] packet, String secret) {
        try {
            byte[] vector = new byte[16];
            byte[] key = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            Cipher cipher = Cipher.getInstance("AES/OFB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
            byte[] sealed =
                    cipher.doFinal(join(MessageDigest.getInstance("SHA-1").digest(packet), packet));
            return part(0x210, join(new byte[] {0, 2}, "me".getBytes(UTF_8), vector, sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                List.of(parts).stream().mapToInt(part -> part.length).sum());
        List.of(parts).forEach(all::put);
        return all.array();
    }
}
