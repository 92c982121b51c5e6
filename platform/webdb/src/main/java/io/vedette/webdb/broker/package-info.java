/** Brokers and stratcons of the field, made by enrolment; their common names follow from their numbers. */
@NullMarked
package io.vedette.webdb.broker;

import org.jspecify.annotations.NullMarked;
