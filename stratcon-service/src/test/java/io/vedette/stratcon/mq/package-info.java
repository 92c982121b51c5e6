@NullMarked
package io.vedette.stratcon.mq;

import org.jspecify.annotations.NullMarked;
