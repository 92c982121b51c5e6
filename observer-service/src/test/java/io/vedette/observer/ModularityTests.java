package io.vedette.observer;

import io.vedette.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresDependOnEachOtherInOneDirection() {
        ApplicationModules.of(ObserverApplication.class).verify();
    }

    @Test
    void followsTheRulesOfTheHouse() {
        HouseRules.check("io.vedette.observer");
    }
}
