package io.vedette.configmonitor.account;

import io.vedette.service.identity.Role;
import java.util.Arrays;
import java.util.Optional;

/** Our roles by the names of API v2; an operator, unknown there, shows as an admin. */
enum RoleName {
    ADMIN("Admin", Role.ADMIN),
    NORMAL("Normal", Role.EDITOR),
    READ_ONLY("Read Only", Role.VIEWER);

    private final String title;
    private final Role role;

    RoleName(String title, Role role) {
        this.title = title;
        this.role = role;
    }

    static String of(String word) {
        Role role = Role.ofWord(word);
        return Arrays.stream(values())
                .filter(name -> name.role == role)
                .findFirst()
                .orElse(ADMIN)
                .title;
    }

    static Optional<Role> role(String title) {
        return Arrays.stream(values())
                .filter(name -> name.title.equals(title))
                .findFirst()
                .map(name -> name.role);
    }
}
