@NullMarked
package io.vedette.stratcon.export;

import org.jspecify.annotations.NullMarked;
