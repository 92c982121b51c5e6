@NullMarked
package io.vedette.stratcon.control;

import org.jspecify.annotations.NullMarked;
