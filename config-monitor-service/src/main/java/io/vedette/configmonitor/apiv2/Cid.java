package io.vedette.configmonitor.apiv2;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Names of resources in API v2: {@code /kind/number}. */
public final class Cid {
    private Cid() {}

    public static String of(String kind, long id) {
        return "/" + kind + "/" + id;
    }

    public static @Nullable String ofNullable(String kind, @Nullable Long id) {
        return id == null ? null : of(kind, id);
    }

    /** The number, when the text is a cid of that kind. */
    public static OptionalLong number(String kind, @Nullable String text) {
        String prefix = "/" + kind + "/";
        if (text == null || !text.startsWith(prefix) || text.length() > prefix.length() + 18) {
            return OptionalLong.empty();
        }
        String digits = text.substring(prefix.length());
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
