package io.vedette.broker.journal;

import java.util.List;

/** Writes a mark's payload, on the writer's thread: what was journaled between the mark before and this one, by ascending minute. Must not block. */
@FunctionalInterface
public interface MarkContent {
    byte[] payload(List<Journaled> journaled);
}
