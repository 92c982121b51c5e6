@NullMarked
package io.vedette.stratcon.store;

import org.jspecify.annotations.NullMarked;
