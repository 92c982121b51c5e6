@NullMarked
package io.vedette.configmonitor.identity;

import org.jspecify.annotations.NullMarked;
