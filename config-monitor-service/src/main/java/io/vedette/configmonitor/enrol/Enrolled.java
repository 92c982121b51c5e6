package io.vedette.configmonitor.enrol;

/** Somebody of the field came in; told inside the transaction that lets them in, so that what follows from it stands or falls with it. */
public sealed interface Enrolled {

    /** @param id number of the broker */
    record BrokerEnrolled(long id) implements Enrolled {}

    /** @param id number of the stratcon */
    record StratconEnrolled(long id) implements Enrolled {}
}
