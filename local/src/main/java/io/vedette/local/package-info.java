/** The launcher's main class; what it does is in the packages below. */
@NullMarked
package io.vedette.local;

import org.jspecify.annotations.NullMarked;
