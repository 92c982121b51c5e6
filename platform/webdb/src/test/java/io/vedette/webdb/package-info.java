@NullMarked
package io.vedette.webdb;

import org.jspecify.annotations.NullMarked;
