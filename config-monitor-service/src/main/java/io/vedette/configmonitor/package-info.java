@NullMarked
package io.vedette.configmonitor;

import org.jspecify.annotations.NullMarked;
