package io.vedette.observer.watch;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which names are announced: one of {@code only} matches, or there are none, and none of {@code ignore}.
 *
 * @param only regular expressions, matched at the start of the name as Python's re.match does
 * @param ignore likewise; {@code .working} is ignored whatever they are
 */
record NameFilter(List<String> only, List<String> ignore) {

    /** Names under which writers write before they rename. */
    static final List<String> UNFINISHED = List.of("^.*\\.t$", "^.*\\.tmp$");

    static final NameFilter USUAL = new NameFilter(List.of(), UNFINISHED);

    private static final String ALWAYS_IGNORED = "^.*\\.working$";

    NameFilter {
        only = List.copyOf(only);
        ignore = List.copyOf(ignore);
    }

    Predicate<String> compiled() {
        var wanted = only.stream().map(NameFilter::pattern).toList();
        var unwanted = Stream.concat(ignore.stream(), Stream.of(ALWAYS_IGNORED))
                .map(NameFilter::pattern)
                .toList();
        return name -> (wanted.isEmpty() || matchesOne(wanted, name)) && !matchesOne(unwanted, name);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static boolean matchesOne(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).lookingAt());
    }
}
