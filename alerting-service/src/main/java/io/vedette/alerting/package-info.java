@NullMarked
package io.vedette.alerting;

import org.jspecify.annotations.NullMarked;
