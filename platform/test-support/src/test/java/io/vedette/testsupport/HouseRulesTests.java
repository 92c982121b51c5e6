package io.vedette.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HouseRulesTests {

    @Test
    void ourOwnCodeKeepsThem() {
        HouseRules.check("io.vedette.local");
        HouseRules.check("io.vedette.testsupport");
    }

    @Test
    void theServersAreFreeOfSpring() {
        HouseRules.noSpringIn("io.vedette.local..").check(HouseRules.mainClassesOf("io.vedette.local"));
    }

    @Test
    void findSpringWhereItIs() {
        assertThatThrownBy(() -> HouseRules.noSpringIn("io.vedette.testsupport..")
                        .check(HouseRules.mainClassesOf("io.vedette.testsupport")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("WithServersContextCustomizerFactory");
    }

    @Test
    void seeTheMainClasses() {
        assertThat(HouseRules.mainClassesOf("io.vedette.testsupport")).isNotEmpty();
    }
}
