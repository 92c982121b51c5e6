@NullMarked
package io.vedette.configmonitor.ruleset;

import org.jspecify.annotations.NullMarked;
