@NullMarked
package io.vedette.stratcon.chunk;

import org.jspecify.annotations.NullMarked;
