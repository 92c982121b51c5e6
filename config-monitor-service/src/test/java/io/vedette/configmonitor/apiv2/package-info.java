/** Tests of API v2 as a whole, against the shapes recorded of it. */
@NullMarked
package io.vedette.configmonitor.apiv2;

import org.jspecify.annotations.NullMarked;
