package io.vedette.stratcon;

import io.vedette.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresStandBesideEachOtherWithoutCircles() {
        ApplicationModules.of(StratconApplication.class).verify();
    }

    @Test
    void theHouseRulesHold() {
        HouseRules.check("io.vedette.stratcon");
        HouseRules.noSpringIn("io.vedette.stratcon.rollup..", "io.vedette.stratcon.chunk..")
                .check(HouseRules.mainClassesOf("io.vedette.stratcon"));
    }
}
