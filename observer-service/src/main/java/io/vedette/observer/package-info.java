@NullMarked
package io.vedette.observer;

import org.jspecify.annotations.NullMarked;
