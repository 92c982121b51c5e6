package io.vedette.configmonitor.enrol;

import static java.util.Objects.requireNonNullElse;

import io.vedette.webdb.scope.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Stores the codes the environment brings, before the door opens: nobody is turned away who came too early. */
@Component
@EnableConfigurationProperties(EnrolmentSettings.class)
class BootstrapCodes implements SmartInitializingSingleton {
    private final EnrolmentSettings settings;
    private final EnrolmentCodes codes;

    BootstrapCodes(EnrolmentSettings settings, EnrolmentCodes codes) {
        this.settings = settings;
        this.codes = codes;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Scope.across("first codes").run(() -> {
            add(settings.brokerCode(), EnrolmentRole.BROKER);
            add(settings.stratconCode(), EnrolmentRole.STRATCON);
        });
    }

    private void add(@Nullable List<String> given, EnrolmentRole role) {
        requireNonNullElse(given, List.<String>of()).stream()
                .filter(code -> !code.isBlank())
                .forEach(code -> codes.add(code.strip(), role, null, null));
    }
}
