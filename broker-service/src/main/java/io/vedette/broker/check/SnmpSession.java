package io.vedette.broker.check;

import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * A talk with one SNMP agent. Keys: {@code version} ({@code 1}, {@code 2c}, {@code 3}; 2c), {@code port} (161), {@code community} ({@code public}); for
 * version 3 {@code security_name}, {@code security_level} ({@code noAuthNoPriv}, {@code authNoPriv}, {@code authPriv}, or {@code nanp}, {@code anp},
 * {@code ap}), {@code auth_protocol} (MD5, SHA, SHA224 to SHA512), {@code auth_passphrase}, {@code privacy_protocol} (DES, AES, AES192, AES256),
 * {@code privacy_passphrase}, {@code context_name}.
 */
final class SnmpSession implements AutoCloseable {
    private static final Map<String, OID> AUTH = Map.of(
            "MD5", AuthMD5.ID,
            "SHA", AuthSHA.ID,
            "SHA224", AuthHMAC128SHA224.ID,
            "SHA256", AuthHMAC192SHA256.ID,
            "SHA384", AuthHMAC256SHA384.ID,
            "SHA512", AuthHMAC384SHA512.ID);
    private static final Map<String, OID> PRIVACY =
            Map.of("DES", PrivDES.ID, "AES", PrivAES128.ID, "AES192", PrivAES192.ID, "AES256", PrivAES256.ID);
    private static final Map<String, Integer> LEVELS = Map.of(
            "noauthnopriv", SecurityLevel.NOAUTH_NOPRIV,
            "nanp", SecurityLevel.NOAUTH_NOPRIV,
            "authnopriv", SecurityLevel.AUTH_NOPRIV,
            "anp", SecurityLevel.AUTH_NOPRIV,
            "authpriv", SecurityLevel.AUTH_PRIV,
            "ap", SecurityLevel.AUTH_PRIV);

    private final Check check;
    private final String version;
    private final Snmp snmp;
    private final Target<UdpAddress> target;

    SnmpSession(Check check) throws IOException {
        this.check = check;
        version = check.getConfigOrDefault("version", "2c");
        SecurityProtocols protocols = SecurityProtocols.getInstance();
        protocols.addDefaultProtocols();
        USM users = new USM(protocols, new OctetString(MPv3.createLocalEngineID()), 0);
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(new MPv3(users));
        snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping());
        target = version.equals("3") ? user(users) : community();
        target.setAddress(
                new UdpAddress(Targets.address(check), Integer.parseInt(check.getConfigOrDefault("port", "161"))));
        target.setRetries(1);
        target.setTimeout(Math.max(1, check.getTimeoutMs() * 2 / 5));
        snmp.listen();
    }

    static void verify(Check check, Fields fields) {
        String version = check.getConfigOrDefault("version", "2c");
        fields.wholeNumber("port", 1, 65535)
                .wrongIf(!Set.of("1", "2c", "3").contains(version), "version", "must be 1, 2c or 3")
                .wrongIf(!LEVELS.containsKey(level(check)), "security_level", "must be one of " + LEVELS.keySet())
                .wrongIf(!AUTH.containsKey(auth(check)), "auth_protocol", "must be one of " + AUTH.keySet())
                .wrongIf(
                        !PRIVACY.containsKey(privacy(check)), "privacy_protocol", "must be one of " + PRIVACY.keySet());
        if (version.equals("3")) {
            fields.required("security_name");
            int level = LEVELS.getOrDefault(level(check), SecurityLevel.NOAUTH_NOPRIV);
            if (level != SecurityLevel.NOAUTH_NOPRIV) {
                fields.wrongIf(isShort(check, "auth_passphrase"), "auth_passphrase", "must have at least 8 characters");
            }
            if (level == SecurityLevel.AUTH_PRIV) {
                fields.wrongIf(
                        isShort(check, "privacy_passphrase"), "privacy_passphrase", "must have at least 8 characters");
            }
        }
    }

    /** The agent's answer; null when there was none. */
    @Nullable
    PDU get(List<OID> oids) throws IOException {
        PDU request = switch (version) {
            case "1" -> new PDUv1();
            case "3" -> scoped();
            default -> new PDU();
        };
        request.setType(PDU.GET);
        oids.forEach(oid -> request.add(new VariableBinding(oid)));
        return snmp.send(request, target).getResponse();
    }

    private ScopedPDU scoped() {
        ScopedPDU scoped = new ScopedPDU();
        scoped.setContextName(new OctetString(check.getConfigOrDefault("context_name", "")));
        return scoped;
    }

    private Target<UdpAddress> community() {
        CommunityTarget<UdpAddress> community = new CommunityTarget<>();
        community.setCommunity(new OctetString(check.getConfigOrDefault("community", "public")));
        community.setVersion(version.equals("1") ? SnmpConstants.version1 : SnmpConstants.version2c);
        return community;
    }

    private Target<UdpAddress> user(USM users) {
        OctetString name = new OctetString(check.getConfigOrDefault("security_name", ""));
        int level = LEVELS.getOrDefault(level(check), SecurityLevel.NOAUTH_NOPRIV);
        boolean signs = level != SecurityLevel.NOAUTH_NOPRIV;
        boolean hides = level == SecurityLevel.AUTH_PRIV;
        users.addUser(new UsmUser(
                name,
                signs ? AUTH.get(auth(check)) : null,
                signs ? new OctetString(check.getConfigOrDefault("auth_passphrase", "")) : null,
                hides ? PRIVACY.get(privacy(check)) : null,
                hides ? new OctetString(check.getConfigOrDefault("privacy_passphrase", "")) : null));
        UserTarget<UdpAddress> user = new UserTarget<>();
        user.setVersion(SnmpConstants.version3);
        user.setSecurityLevel(level);
        user.setSecurityName(name);
        return user;
    }

    private static boolean isShort(Check check, String key) {
        return check.getConfigOrDefault(key, "").length() < 8;
    }

    private static String level(Check check) {
        return check.getConfigOrDefault("security_level", "nanp").toLowerCase(Locale.ROOT);
    }

    private static String auth(Check check) {
        return check.getConfigOrDefault("auth_protocol", "MD5").toUpperCase(Locale.ROOT);
    }

    private static String privacy(Check check) {
        return check.getConfigOrDefault("privacy_protocol", "DES").toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }
}
