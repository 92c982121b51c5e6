package io.vedette.broker;

import io.vedette.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresStandBesideEachOtherWithoutCircles() {
        ApplicationModules.of(BrokerApplication.class).verify();
    }

    @Test
    void theHouseRulesHold() {
        HouseRules.check("io.vedette.broker");
        HouseRules.noSpringIn("io.vedette.broker.journal..").check(HouseRules.mainClassesOf("io.vedette.broker"));
    }
}
