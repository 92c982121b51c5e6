package io.vedette.stratcon.rollup;

/** What became of a sample: every one drawn has exactly one fate. */
public enum SampleFate {
    /** It is in the cells. */
    FOLDED("folded"),
    /** Present but null: its stream is known to live, no cell counts it. */
    NOTHING("null"),
    /** Refused: more than 4 h ahead of the stratcon's clock. */
    AHEAD("ahead"),
    /** Refused: its own time lies before the account's oldest day. */
    TOO_OLD("too_old"),
    /** Refused: NaN, infinite, or so large that sums of squares would overflow. */
    NOT_A_NUMBER("not_a_number"),
    /** Refused: its stream has a name that no store can hold. */
    BAD_NAME("bad_name"),
    /** Refused: bytes that are no histogram. */
    NOT_KEPT("not_kept");

    private final String word;

    SampleFate(String word) {
        this.word = word;
    }

    /** As metrics label it. */
    public String word() {
        return word;
    }
}
