package io.vedette.broker.check;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.UserInfo;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Check type {@code ssh2}: whose host key an SSH server shows. Goes as far as the exchange of keys and never signs in. Keys: {@code port} (22),
 * {@code method_kex}, {@code method_hostkey}, {@code method_crypt_cs}, {@code method_crypt_sc}, {@code method_mac_cs}, {@code method_mac_sc},
 * {@code method_comp_cs}, {@code method_comp_sc}. Metrics: {@code fingerprint} (MD5), {@code fingerprint_sha1}, {@code fingerprint_sha256} and these two
 * as {@code …_base64}, {@code bits}, {@code key-type}, {@code banner}, {@code duration} in ms, {@code error}.
 */
@Component
final class Ssh2Module implements CheckModule {
    private static final Map<String, String> METHODS = Map.of(
            "method_kex", "kex",
            "method_hostkey", "server_host_key",
            "method_crypt_cs", "cipher.c2s",
            "method_crypt_sc", "cipher.s2c",
            "method_mac_cs", "mac.c2s",
            "method_mac_sc", "mac.s2c",
            "method_comp_cs", "compression.c2s",
            "method_comp_sc", "compression.s2c");

    @Override
    public String name() {
        return "ssh2";
    }

    @Override
    public List<FieldError> verify(Check check) {
        return new Fields(check).target().wholeNumber("port", 1, 65535).errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws JSchException, IOException {
        long start = System.nanoTime();
        SeenKey seen = new SeenKey();
        JSch ssh = new JSch();
        ssh.setHostKeyRepository(seen);
        Session session = ssh.getSession(
                "vedette",
                Targets.address(check).getHostAddress(),
                Integer.parseInt(check.getConfigOrDefault("port", "22")));
        session.setConfig("StrictHostKeyChecking", "yes");
        METHODS.forEach((key, name) -> {
            String wanted = check.getConfigOrDefault(key, "");
            if (!wanted.isEmpty()) {
                session.setConfig(name, wanted);
            }
        });
        String error = "";
        try {
            session.connect(Math.toIntExact(check.getTimeoutMs()));
        } catch (JSchException e) {
            // Also how it ends when all is well: the key is known to nobody here.
            error = String.valueOf(e.getMessage());
        } finally {
            session.disconnect();
        }
        Collected collected = new Collected(nowMs).count("duration", TcpModule.msSince(start));
        byte[] key = seen.key;
        if (key == null) {
            return new CheckResult(
                    false, false, error, collected.text("error", error).samples());
        }
        collected.text("banner", session.getServerVersion());
        shown(key, collected);
        return CheckResult.good(session.getServerVersion(), collected.samples());
    }

    private static void shown(byte[] key, Collected collected) {
        HexFormat hex = HexFormat.of();
        collected.text("fingerprint", hex.formatHex(hash("MD5", key)));
        for (String algorithm : List.of("SHA-1", "SHA-256")) {
            byte[] hash = hash(algorithm, key);
            String name = "fingerprint_" + (algorithm.equals("SHA-1") ? "sha1" : "sha256");
            collected.text(name, hex.formatHex(hash));
            collected.text(
                    name + "_base64", Base64.getEncoder().withoutPadding().encodeToString(hash));
        }
        ByteBuffer fields = ByteBuffer.wrap(key);
        String type = new String(next(fields), StandardCharsets.US_ASCII);
        collected.text("key-type", type);
        collected.count("bits", bits(type, fields));
    }

    private static int bits(String type, ByteBuffer fields) {
        if (type.equals("ssh-rsa")) {
            next(fields);
            return new BigInteger(next(fields)).bitLength();
        }
        if (type.startsWith("ecdsa-sha2-nistp")) {
            return Integer.parseInt(type.substring("ecdsa-sha2-nistp".length()));
        }
        return type.equals("ssh-dss") ? new BigInteger(next(fields)).bitLength() : next(fields).length * 8;
    }

    private static byte[] next(ByteBuffer fields) {
        byte[] field = new byte[Math.min(fields.getInt(), fields.remaining())];
        fields.get(field);
        return field;
    }

    private static byte[] hash(String algorithm, byte[] key) {
        try {
            return MessageDigest.getInstance(algorithm).digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Knows no key, and keeps the one it is asked about. */
    private static final class SeenKey implements HostKeyRepository {
        private volatile byte @Nullable [] key;

        @Override
        public int check(String host, byte[] shown) {
            key = Arrays.copyOf(shown, shown.length);
            return NOT_INCLUDED;
        }

        @Override
        public void add(HostKey hostKey, UserInfo user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String host, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String host, String type, byte[] removed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getKnownHostsRepositoryID() {
            return "none";
        }

        @Override
        public HostKey[] getHostKey() {
            return new HostKey[0];
        }

        @Override
        public HostKey[] getHostKey(String host, String type) {
            return new HostKey[0];
        }
    }
}
