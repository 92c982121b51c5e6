package io.vedette.stratcon.field;

import io.vedette.stratcon.enrol.Identity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;

/** A stratcon that is enrolled already. */
public final class TestIdentity {

    private TestIdentity() {}

    public static Identity of(TestCa ca, String cn) {
        try {
            KeyPair keys = TestCa.newKeys();
            return new Identity(keys.getPrivate(), List.of(ca.certify(cn, keys.getPublic())), ca.certificate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
