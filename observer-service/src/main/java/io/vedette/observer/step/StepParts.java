package io.vedette.observer.step;

import java.util.Queue;

/**
 * What all workers of a step share.
 *
 * @param step its settings
 * @param claims of its plugin and name, whatever the settings
 * @param settlement where files go
 * @param work what is done with one
 * @param metrics counted together
 * @param leftBehind claims that former lives left; workers take these first
 */
record StepParts(
        Step step, Claims claims, Settlement settlement, FileWork work, StepMetrics metrics, Queue<Claim> leftBehind) {}
