package io.vedette.configmonitor.identity;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id hashes. Few are computed at a time: each takes 16 MiB and tens of milliseconds. */
@Component
public class Passwords {
    private static final int LEAST = 10;
    private static final int MOST = 200;
    private static final int AT_ONCE = 4;

    private final Argon2PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final String nobodys = hash("nobody has this password");

    /** A hash to keep. */
    public final String hash(String password) {
        slots.acquireUninterruptibly();
        try {
            return java.util.Objects.requireNonNull(encoder.encode(password));
        } finally {
            slots.release();
        }
    }

    /** Takes as long when there is no hash, so that nobody learns who exists. */
    boolean matches(String password, @Nullable String hash) {
        slots.acquireUninterruptibly();
        try {
            boolean matches = encoder.matches(password, hash == null ? nobodys : hash);
            return hash != null && matches;
        } finally {
            slots.release();
        }
    }

    /** Why a password is not taken; empty when it is. */
    static Optional<String> objection(String password) {
        return password.length() < LEAST || password.length() > MOST
                ? Optional.of("must have " + LEAST + " to " + MOST + " characters")
                : Optional.empty();
    }
}
