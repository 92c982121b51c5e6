@NullMarked
package io.vedette.broker;

import org.jspecify.annotations.NullMarked;
