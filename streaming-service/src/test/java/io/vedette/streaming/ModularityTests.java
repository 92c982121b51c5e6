package io.vedette.streaming;

import io.vedette.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresStandApart() {
        ApplicationModules.of(StreamingApplication.class).verify();
    }

    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.vedette.streaming");
    }
}
