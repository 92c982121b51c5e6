@NullMarked
package io.vedette.stratcon.own;

import org.jspecify.annotations.NullMarked;
