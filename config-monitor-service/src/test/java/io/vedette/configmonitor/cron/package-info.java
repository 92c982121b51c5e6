@NullMarked
package io.vedette.configmonitor.cron;

import org.jspecify.annotations.NullMarked;
