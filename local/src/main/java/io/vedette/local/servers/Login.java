package io.vedette.local.servers;

/**
 * A name and its password.
 *
 * @param user letters, digits and underscores
 * @param password not blank; never printed
 */
public record Login(String user, String password) {

    public Login {
        if (!user.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("user must be lower case letters, digits and underscores: " + user);
        }
        if (!password.matches("[A-Za-z0-9]{8,}")) {
            throw new IllegalArgumentException("password of " + user + " must be 8 or more letters and digits");
        }
    }

    @Override
    public String toString() {
        return user;
    }
}
