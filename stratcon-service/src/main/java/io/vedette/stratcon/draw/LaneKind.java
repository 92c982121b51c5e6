package io.vedette.stratcon.draw;

/** The three connections to a broker. */
enum LaneKind {
    DURABLE("durable"),
    LIVE("live"),
    CONTROL("control");

    private final String word;

    LaneKind(String word) {
        this.word = word;
    }

    /** As paths, topics and REST write it. */
    String word() {
        return word;
    }
}
