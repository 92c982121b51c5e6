@NullMarked
package io.vedette.streaming;

import org.jspecify.annotations.NullMarked;
