package io.vedette.contracts.batch;

import java.util.UUID;

/**
 * A stream: a check's uuid and a canonical metric name; tags ride in the name as {@code name|ST[category:value,…]}.
 *
 * @param check uuid of the check
 * @param name canonical metric name, not empty
 */
public record StreamId(UUID check, String name) implements Comparable<StreamId> {

    public StreamId {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("stream of check " + check + " has no name");
        }
    }

    /**
     * @param text {@code <check uuid>/<metric name>}
     * @throws IllegalArgumentException when it is not of that form
     */
    public static StreamId parse(String text) {
        int slash = text.indexOf('/');
        if (slash != 36) {
            throw new IllegalArgumentException("a stream is <check uuid>/<metric name>, not '" + text + "'");
        }
        return new StreamId(UUID.fromString(text.substring(0, slash)), text.substring(slash + 1));
    }

    @Override
    public int compareTo(StreamId other) {
        int byCheck = check.compareTo(other.check);
        return byCheck != 0 ? byCheck : name.compareTo(other.name);
    }

    /** {@code <check uuid>/<metric name>}, as REST, SSE and Kafka keys write it. */
    @Override
    public String toString() {
        return check + "/" + name;
    }
}
