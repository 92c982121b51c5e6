package io.vedette.broker.door;

/** Whoever is connected has to show a certificate anew. */
public record CertificatesRevoked() {}
