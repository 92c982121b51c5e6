/** Redis lists between observer and steps: their names and MetWork's four-key message. */
@NullMarked
package io.vedette.contracts.files;

import org.jspecify.annotations.NullMarked;
