package io.vedette.broker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;

class InFlightTests {

    @RepeatedTest(20)
    void holdsWhatAMapWouldHold() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        InFlight inFlight = new InFlight();
        Map<Long, RepeatWindow.Claim> expected = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            // Few places and zero among them, so that hashes meet.
            long hash = random.nextInt(600) * (random.nextBoolean() ? 1L : 1L << 32);
            if (random.nextInt(3) == 0) {
                inFlight.remove(hash);
                expected.remove(hash);
            } else if (inFlight.get(hash) == null) {
                RepeatWindow.Claim claim = new RepeatWindow.Claim(new CompletableFuture<>(), 1);
                inFlight.put(hash, claim);
                expected.put(hash, claim);
            }
            assertThat(inFlight.get(hash)).as("seed %d", seed).isEqualTo(expected.get(hash));
        }
        expected.forEach((hash, claim) ->
                assertThat(inFlight.get(hash)).as("seed %d", seed).isEqualTo(claim));
    }
}
