package io.vedette.observer.queue;

/**
 * One message on its way to a list.
 *
 * @param list Redis key
 * @param message one line of JSON
 */
record Announced(String list, String message) {}
