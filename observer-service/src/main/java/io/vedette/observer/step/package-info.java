/**
 * Starts a step's executable for each file its queue brings. Promise: a file that was taken is processed at least once and never dropped,
 * not by a kill either; one that fails goes where its failure policy says, with its tags and the reason. Invariant: a file between its queue
 * and its end lies in a claim below {@code <data_in>/tmp}, and a claim on disk is work that is not done.
 */
@NullMarked
package io.vedette.observer.step;

import org.jspecify.annotations.NullMarked;
