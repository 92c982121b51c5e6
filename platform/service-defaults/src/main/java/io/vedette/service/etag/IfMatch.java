package io.vedette.service.etag;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method under {@code /api} that changes what has an entity tag, and refuses who has seen another: see {@link Etag#match}. Its document says so. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface IfMatch {}
