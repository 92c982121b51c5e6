package io.vedette.stratcon.draw;

/** The control connection to a broker is lost or given up. */
public record BrokerGone(long brokerId) {}
