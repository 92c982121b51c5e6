package io.vedette.observer.config;

import io.vedette.observer.change.Changes;
import java.util.List;

/**
 * What became of a configuration file.
 *
 * @param path which one
 * @param changed whether it differs from what was in force
 * @param watches names of sections
 * @param steps {@code plugin/step}
 * @param notes what is accepted and has no effect, for people
 */
record Applied(String path, boolean changed, Changes watches, Changes steps, List<String> notes) {}
