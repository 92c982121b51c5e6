/** Contact groups by API v2. One that a rule set still reaches is not deleted: an alert must not end with nobody. */
@NullMarked
package io.vedette.configmonitor.contact;

import org.jspecify.annotations.NullMarked;
