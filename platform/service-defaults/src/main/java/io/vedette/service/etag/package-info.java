/**
 * Entity tags and {@code If-Match}. Promise: a method that is {@link io.vedette.service.etag.IfMatch} changes nothing that its caller has not seen, and every
 * service's document says of each method under {@code /api} what it makes of the header.
 */
@NullMarked
package io.vedette.service.etag;

import org.jspecify.annotations.NullMarked;
