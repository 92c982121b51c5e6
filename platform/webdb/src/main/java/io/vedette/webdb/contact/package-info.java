/** Contact groups: whom an alert reaches, by which method. */
@NullMarked
package io.vedette.webdb.contact;

import org.jspecify.annotations.NullMarked;
