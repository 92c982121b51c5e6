package io.vedette.stratcon.chunk;

/**
 * What the numbers of a column have in common, and so what one of them stands for.
 *
 * @param base the column's first value
 * @param divisor of all distances to it
 * @param isSigned whether numbers are zigzagged, else raised by the least
 * @param least 0 when signed
 */
record Frame(long base, long divisor, boolean isSigned, long least) {

    /** A distance to the base, or a difference. */
    long distance(long number) {
        return divisor * (isSigned ? LongColumn.unzigzag(number) : number + least);
    }

    /**
     * Several of them together.
     *
     * @param sum of the numbers, unzigzagged when signed
     */
    long distances(long sum, int count) {
        return divisor * (sum + least * count);
    }
}
