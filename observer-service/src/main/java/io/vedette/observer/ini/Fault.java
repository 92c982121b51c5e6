package io.vedette.observer.ini;

/**
 * Why a configuration file is refused.
 *
 * @param field {@code section.key}, the section alone, or empty where neither could be read
 * @param reason one clause, lower case, for people
 * @param line from 1
 */
public record Fault(String field, String reason, int line) {}
