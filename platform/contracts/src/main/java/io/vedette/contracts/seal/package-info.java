/**
 * Secrets on their way to one broker. Promise: what is sealed for a broker's certificate key can be read with its private key alone, at the place it was
 * sealed for. Invariant: no two sealed texts are alike, so that nothing can be told by comparing them.
 */
@NullMarked
package io.vedette.contracts.seal;

import org.jspecify.annotations.NullMarked;
