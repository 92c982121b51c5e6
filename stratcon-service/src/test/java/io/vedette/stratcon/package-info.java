@NullMarked
package io.vedette.stratcon;

import org.jspecify.annotations.NullMarked;
