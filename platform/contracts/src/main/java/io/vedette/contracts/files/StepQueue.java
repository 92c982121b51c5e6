package io.vedette.contracts.files;

/**
 * The Redis list that a step takes its files from. Messages are LPUSHed and taken from the other end, so that the oldest comes first.
 *
 * @param plugin {@code [A-Za-z0-9_-]+}
 * @param step {@code [A-Za-z0-9_]+}
 */
public record StepQueue(String plugin, String step) {

    /** {@code step.<plugin>.<step>}, as MetWork names it. */
    public String list() {
        return "step." + plugin + "." + step;
    }

    /** Where a message lies from the moment a worker took it until the step is done with the file. */
    public String processingList(String worker) {
        return list() + ".processing." + worker;
    }
}
