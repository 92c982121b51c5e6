package io.vedette.alerting;

import io.vedette.testsupport.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresKeepToThemselves() {
        ApplicationModules.of(AlertingApplication.class).verify();
    }

    @Test
    void keepsTheHouseRules() {
        HouseRules.check("io.vedette.alerting");
    }

    @Test
    void rulesAreFreeOfSpring() {
        HouseRules.noSpringIn("io.vedette.alerting.detect.rule..")
                .check(HouseRules.mainClassesOf("io.vedette.alerting"));
    }
}
