@NullMarked
package io.vedette.streaming.stream;

import org.jspecify.annotations.NullMarked;
