@NullMarked
package io.vedette.configmonitor.repeat;

import org.jspecify.annotations.NullMarked;
