package io.vedette.webdb;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;

/** Lets a service that has this module find its entities and repositories. */
@AutoConfiguration
@AutoConfigurationPackage(basePackages = "io.vedette.webdb")
public class WebDbAutoConfiguration {}
