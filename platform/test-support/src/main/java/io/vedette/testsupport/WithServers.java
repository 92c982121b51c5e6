package io.vedette.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a Spring test the real servers, as {@code spring.datasource.*}, {@code spring.kafka.*} and {@code spring.data.redis.*}. Each application
 * context gets a fresh database; Redis and Kafka are those of the JVM. Test classes that share a context share its database.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithServers {

    /** Which ones. */
    Server[] value();
}
