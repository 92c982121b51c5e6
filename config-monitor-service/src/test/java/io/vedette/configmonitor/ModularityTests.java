package io.vedette.configmonitor;

import io.vedette.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresKeepToWhatTheyShowEachOther() {
        ApplicationModules.of(ConfigMonitorApplication.class).verify();
    }

    @Test
    void houseRulesHold() {
        HouseRules.check("io.vedette.configmonitor");
    }
}
