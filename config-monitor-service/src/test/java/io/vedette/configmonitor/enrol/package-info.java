@NullMarked
package io.vedette.configmonitor.enrol;

import org.jspecify.annotations.NullMarked;
