@NullMarked
package io.vedette.stratcon.enrol;

import org.jspecify.annotations.NullMarked;
