/**
 * Answers what is asked about rollups and streams, by REST. Promise: a caller sees its own account alone — a stream of another looks like one without
 * data; windows without samples are null, never guessed; the open window is included. Invariant: a question over the limits is 422 with the figure.
 */
@NullMarked
package io.vedette.stratcon.data;

import org.jspecify.annotations.NullMarked;
