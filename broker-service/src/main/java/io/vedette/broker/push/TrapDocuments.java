package io.vedette.broker.push;

import io.vedette.broker.check.JsonSamples;
import io.vedette.broker.intake.Sample;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** What a check asked for, read as if it had been pushed. What it says of former values ({@code _fl}) means nothing here. */
@Component
class TrapDocuments implements JsonSamples {

    @Override
    public Read read(InputStream json, long nowMs) {
        List<Sample> samples = new ArrayList<>();
        int[] refused = new int[1];
        TrapReader reader = new TrapReader(
                TrapNames.BACKTICK,
                nowMs,
                (sample, way) -> samples.add(sample),
                (reason, count) -> refused[0] += count);
        try {
            reader.read(json);
            return new Read(samples, refused[0] == 0 ? "" : refused[0] + " values refused");
        } catch (TrapSyntaxException e) {
            return new Read(samples, "JSON parse error at " + e.getMessage());
        } catch (JacksonException e) {
            return new Read(samples, "unreadable JSON");
        }
    }
}
