@NullMarked
package io.vedette.stratcon.ownership;

import org.jspecify.annotations.NullMarked;
