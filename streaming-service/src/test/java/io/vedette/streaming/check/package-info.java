@NullMarked
package io.vedette.streaming.check;

import org.jspecify.annotations.NullMarked;
