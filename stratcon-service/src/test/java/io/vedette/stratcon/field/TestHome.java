package io.vedette.stratcon.field;

import io.vedette.stratcon.enrol.Identity;
import io.vedette.stratcon.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Folders of a stratcon. */
public final class TestHome {

    private TestHome() {}

    public static Home empty() {
        try {
            return new Home(Files.createTempDirectory("stratcon"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that is enrolled already. */
    public static Home enrolled(TestCa ca, String cn) {
        Home home = empty();
        Identity identity = TestIdentity.of(ca, cn);
        try {
            home.write("identity/key.pem", TestCa.pem(new JcaPKCS8Generator(identity.key(), null)));
            home.write("identity/ca.pem", TestCa.pem(ca.certificate()));
            home.write("identity/certificate.pem", TestCa.pem(identity.chain().getFirst()));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
