package io.vedette.broker.door;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the broker shows and whom it believes.
 *
 * @param chain the broker's certificate first
 * @param ca certificates of the suite
 */
record Credentials(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> ca) {}
