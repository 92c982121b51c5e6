@NullMarked
package io.vedette.configmonitor.check;

import org.jspecify.annotations.NullMarked;
