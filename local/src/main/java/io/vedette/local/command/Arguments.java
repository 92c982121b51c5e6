package io.vedette.local.command;

import io.vedette.local.guard.StartException;
import io.vedette.local.suite.SuiteSettings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind {@code ./vedette}.
 *
 * @param verb what to do
 * @param settings of the suite it is about
 * @param flags options without a value, dashes included
 * @param names what is neither verb nor option
 */
public record Arguments(String verb, SuiteSettings settings, List<String> flags, List<String> names) {

    private static final List<String> FLAGS = List.of("--detach", "--free-ports", "--check");

    /**
     * Reads them; throws {@link StartException} for what it does not know.
     *
     * @param root top of the source tree
     */
    public static Arguments parse(Path root, String... words) {
        Deque<String> rest = new ArrayDeque<>(List.of(words));
        List<String> flags = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Path data = root.resolve("data");
        Optional<Integer> port = Optional.empty();
        while (!rest.isEmpty()) {
            String word = rest.removeFirst();
            if (word.equals("--data")) {
                data = Path.of(value(word, rest));
            } else if (word.equals("--port")) {
                port = Optional.of(number(value(word, rest)));
            } else if (FLAGS.contains(word)) {
                flags.add(word);
            } else if (word.startsWith("-")) {
                throw new StartException("There is no option " + word + "; ./vedette help lists them.");
            } else {
                names.add(word);
            }
        }
        boolean freePorts = flags.contains("--free-ports");
        int gatewayPort = port.orElse(freePorts ? 0 : SuiteSettings.USUAL_GATEWAY_PORT);
        String verb = names.isEmpty() ? "help" : names.removeFirst();
        return new Arguments(
                verb,
                new SuiteSettings(root, data, gatewayPort, freePorts, false),
                List.copyOf(flags),
                List.copyOf(names));
    }

    /** The one name it wants; throws {@link StartException} saying what is missing. */
    public String name(String what) {
        if (names.size() != 1) {
            throw new StartException("./vedette " + verb + " wants " + what + ".");
        }
        return names.getFirst();
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new StartException("The option " + option + " wants a value.");
        }
        return rest.removeFirst();
    }

    private static int number(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new StartException("The option --port wants a number between 0 and 65535, not " + value + ".");
    }
}
