package io.vedette.configmonitor.files;

/**
 * What is wrong with a file, as its receiver says.
 *
 * @param field {@code section.key}
 * @param reason one clause
 * @param line from 1; 0 where none is to blame
 */
public record FileError(String field, String reason, int line) {}
