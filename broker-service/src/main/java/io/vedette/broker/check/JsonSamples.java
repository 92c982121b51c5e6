package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import java.io.InputStream;
import java.util.List;

/** Turns JSON into samples, named as HTTPTrap names them. Whoever takes such documents in knows how. */
public interface JsonSamples {

    /**
     * What a document holds.
     *
     * @param flaw where the document is broken; empty when it is not. What stood before is kept
     */
    record Read(List<Sample> samples, String flaw) {}

    Read read(InputStream json, long nowMs);
}
