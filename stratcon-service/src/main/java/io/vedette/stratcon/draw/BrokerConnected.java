package io.vedette.stratcon.draw;

/** The control connection to a broker stands. */
public record BrokerConnected(long brokerId, CheckDoor door) {}
