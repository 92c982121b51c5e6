/**
 * Maintenance windows by API v2. They are announced, and whoever notifies applies them: what matches is recorded, and nobody is told of it meanwhile.
 */
@NullMarked
package io.vedette.configmonitor.maintenance;

import org.jspecify.annotations.NullMarked;
