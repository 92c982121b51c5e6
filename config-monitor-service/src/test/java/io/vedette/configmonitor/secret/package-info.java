@NullMarked
package io.vedette.configmonitor.secret;

import org.jspecify.annotations.NullMarked;
