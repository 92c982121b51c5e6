@NullMarked
package io.vedette.streaming.dashboard;

import org.jspecify.annotations.NullMarked;
