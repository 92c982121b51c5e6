@NullMarked
package io.vedette.stratcon.draw;

import org.jspecify.annotations.NullMarked;
