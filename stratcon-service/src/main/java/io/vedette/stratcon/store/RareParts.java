package io.vedette.stratcon.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What an index of trigrams does well to look for. One that is in most names leaves nothing out, and its index is long to read: a few names of the
 * catalogue tell which these are. Belongs to one search.
 */
final class RareParts {
    private static final String SOME_NAMES = "select lower(name) from stream tablesample system (0.05)";
    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9]+");
    private static final int LENGTH = 3;
    /** Of so many names at most one has a rare part. */
    private static final int RARE = 4;

    private final Supplier<List<String>> names;
    private @Nullable List<String> some;

    /**
     * @param names a few, in small letters; asked at most once
     */
    RareParts(Supplier<List<String>> names) {
        this.names = names;
    }

    static RareParts of(JdbcTemplate jdbc) {
        return new RareParts(() -> jdbc.queryForList(SOME_NAMES, String.class));
    }

    /** A glob that is in whatever this one is in, without what most names have; the same when all of it is rare, or nothing. */
    String of(String glob) {
        List<Integer> parts = parts(glob);
        if (parts.size() < 2) {
            return glob;
        }
        List<Integer> rare = parts.stream().filter(at -> isRare(part(glob, at))).toList();
        if (rare.isEmpty() || rare.size() == parts.size()) {
            return glob;
        }
        StringBuilder left = new StringBuilder("*".repeat(glob.length()));
        rare.forEach(at -> left.replace(at, at + LENGTH, part(glob, at)));
        return left.toString();
    }

    /** Where trigrams begin. */
    private static List<Integer> parts(String glob) {
        List<Integer> parts = new ArrayList<>();
        WORDS.matcher(glob).results().forEach(word -> {
            for (int at = word.start(); at + LENGTH <= word.end(); at++) {
                parts.add(at);
            }
        });
        return parts;
    }

    private static String part(String glob, int at) {
        return glob.substring(at, at + LENGTH).toLowerCase(Locale.ROOT);
    }

    private boolean isRare(String part) {
        if (some == null) {
            some = names.get();
        }
        long having = some.stream().filter(name -> name.contains(part)).count();
        return having * RARE <= some.size();
    }
}
