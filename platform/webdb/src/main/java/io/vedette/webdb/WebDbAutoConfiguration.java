package io.vedette.webdb;

import io.vedette.webdb.scope.ScopedVendor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.orm.jpa.JpaVendorAdapter;

/** Lets a service that has this module find its entities and repositories, and has each transaction say whose it is. */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
@AutoConfigurationPackage(basePackages = "io.vedette.webdb")
public class WebDbAutoConfiguration {

    @Bean
    JpaVendorAdapter scopedVendor() {
        return new ScopedVendor();
    }
}
