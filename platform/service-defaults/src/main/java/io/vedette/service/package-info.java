/** What every service gets without asking: a clock, shut doors, and errors told in one shape. Small, so that it can be read in one sitting. */
@NullMarked
package io.vedette.service;

import org.jspecify.annotations.NullMarked;
