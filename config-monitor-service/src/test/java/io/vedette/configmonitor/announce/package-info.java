@NullMarked
package io.vedette.configmonitor.announce;

import org.jspecify.annotations.NullMarked;
