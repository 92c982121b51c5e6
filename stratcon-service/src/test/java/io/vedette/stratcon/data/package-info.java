@NullMarked
package io.vedette.stratcon.data;

import org.jspecify.annotations.NullMarked;
