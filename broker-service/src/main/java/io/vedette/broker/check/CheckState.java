package io.vedette.broker.check;

/**
 * How a check's last run went.
 *
 * @param lastRunMs when it ended, epoch ms
 * @param durationMs how long it took
 */
public record CheckState(boolean available, boolean good, String status, long lastRunMs, long durationMs) {}
