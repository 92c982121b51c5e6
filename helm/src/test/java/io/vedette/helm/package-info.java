/**
 * The chart as Helm renders it, held against what the suite promises: lint without a word, manifests that are Kubernetes' own to the last
 * field, paths that are the route table, settings that services read. No cluster is asked.
 */
@NullMarked
package io.vedette.helm;

import org.jspecify.annotations.NullMarked;
