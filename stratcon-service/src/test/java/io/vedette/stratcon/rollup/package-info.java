@NullMarked
package io.vedette.stratcon.rollup;

import org.jspecify.annotations.NullMarked;
