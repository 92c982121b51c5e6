@NullMarked
package io.vedette.streaming.viewer;

import org.jspecify.annotations.NullMarked;
