/** The service's own folder on disk: its certificate and what it must know when everything else is away. */
@NullMarked
package io.vedette.stratcon.home;

import org.jspecify.annotations.NullMarked;
