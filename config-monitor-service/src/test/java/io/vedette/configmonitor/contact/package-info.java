@NullMarked
package io.vedette.configmonitor.contact;

import org.jspecify.annotations.NullMarked;
