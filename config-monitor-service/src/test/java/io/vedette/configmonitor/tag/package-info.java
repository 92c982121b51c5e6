/** Tests of tags. */
@NullMarked
package io.vedette.configmonitor.tag;

import org.jspecify.annotations.NullMarked;
