/**
 * Who may come in: TLS with certificates of the suite, what is served where, and the enrolment that gets the broker its certificate. Promise: without a
 * certificate of the suite nothing but push is answered, and without one of our own nothing at all over TLS.
 */
@NullMarked
package io.vedette.broker.door;

import org.jspecify.annotations.NullMarked;
