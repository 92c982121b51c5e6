package io.vedette.broker.intake;

/**
 * What became of one submission.
 *
 * @param journaled new samples, in the journal
 * @param repeats samples the journal held already
 * @param refused samples turned away, each counted with its reason
 */
public record Taken(int journaled, int repeats, int refused) {

    public static final Taken NOTHING = new Taken(0, 0, 0);

    public Taken plus(Taken other) {
        return new Taken(journaled + other.journaled, repeats + other.repeats, refused + other.refused);
    }
}
