package io.vedette.local.command;

import io.vedette.local.bench.Benchmarks;
import io.vedette.local.guard.StartException;
import io.vedette.local.suite.OperatorDoor;
import io.vedette.local.suite.Secrets;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Does what a verb says. */
public final class Command {

    private final Arguments arguments;
    private final PrintStream out;

    public Command(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    /** Returns when it is done; throws {@link StartException} with a sentence when it cannot be. */
    public void run() {
        switch (arguments.verb()) {
            case "up" -> up();
            case "run" -> new Up(arguments, out).run(false);
            case "prepare" -> new Preparation(arguments.settings().root(), out).run();
            case "status" -> new Status(arguments, out).run();
            case "token" ->
                out.println(door(Running.suite(arguments.settings())).token());
            case "trap" -> trap();
            case "admin" -> admin();
            case "config" -> config();
            case "logs" -> new Logs(arguments).run();
            case "down" -> new Down(arguments, out).run();
            case "store" -> new StoreVerb(arguments).run();
            case "bench" -> bench();
            default ->
                throw new StartException(
                        "There is no ./vedette " + arguments.verb() + "; ./vedette help lists the verbs.");
        }
    }

    private void bench() {
        Benchmarks benchmarks =
                new Benchmarks(arguments.settings().root(), arguments.settings().data(), out);
        benchmarks.run(arguments.name(benchmarks.names()));
    }

    private void up() {
        if (arguments.has("--detach")) {
            new Detached(arguments, out).run();
        } else {
            new Up(arguments, out).run(true);
        }
    }

    private void admin() {
        List<String> names = arguments.names();
        if (names.isEmpty() || !names.getFirst().equals("reset-password") || names.size() > 2) {
            throw new StartException(
                    "./vedette admin wants reset-password, and the e-mail address unless it is the first admin's.");
        }
        JsonNode reset = door(Running.suite(arguments.settings())).newPassword(names.size() == 2 ? names.get(1) : "");
        out.println("The password of " + reset.path("email").asString() + " is now "
                + reset.path("password").asString() + " ; it is to be changed at the next sign-in.");
    }

    private void config() {
        OperatorDoor door = door(Running.suite(arguments.settings()));
        if (arguments.names().equals(List.of("republish"))) {
            out.println(door.republish());
        } else if (arguments.names().equals(List.of("readers"))) {
            door.readers().forEach(out::println);
        } else {
            throw new StartException("./vedette config wants republish or readers.");
        }
    }

    private void trap() {
        JsonNode suite = Running.suite(arguments.settings());
        OperatorDoor.Trap trap = door(suite)
                .firstTrap()
                .orElseThrow(() -> new StartException("There is no HTTPTrap check yet: the broker has not enrolled."));
        int port = suite.path("ports").path("broker-plain").asInt();
        out.println(arguments.has("--check") ? trap.check() : trap.url(port));
    }

    private OperatorDoor door(JsonNode suite) {
        return new OperatorDoor(
                suite.path("address").asString(),
                Secrets.in(arguments.settings().data()));
    }
}
