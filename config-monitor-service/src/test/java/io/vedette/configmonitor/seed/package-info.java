@NullMarked
package io.vedette.configmonitor.seed;

import org.jspecify.annotations.NullMarked;
