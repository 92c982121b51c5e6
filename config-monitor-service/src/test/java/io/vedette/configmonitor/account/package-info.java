@NullMarked
package io.vedette.configmonitor.account;

import org.jspecify.annotations.NullMarked;
