@NullMarked
package io.vedette.configmonitor.audit;

import org.jspecify.annotations.NullMarked;
