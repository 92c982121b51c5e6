package io.vedette.stratcon.draw;

/** The connections to a broker: three, and a fourth where what is drawn goes on to others. */
enum LaneKind {
    DURABLE("durable"),
    LIVE("live"),
    CONTROL("control"),
    EXPORT("export");

    private final String word;

    LaneKind(String word) {
        this.word = word;
    }

    /** As paths, topics and REST write it. */
    String word() {
        return word;
    }
}
