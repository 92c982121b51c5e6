package io.vedette.testsupport;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Puts the settings of the servers a test class asks for in front of all others. */
final class WithServersContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        WithServers asked = TestContextAnnotationUtils.findMergedAnnotation(testClass, WithServers.class);
        return asked == null ? null : new Customizer(EnumSet.copyOf(List.of(asked.value())));
    }

    /** Equal for equal servers, so that Spring may share contexts. */
    record Customizer(Set<Server> servers) implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            Map<String, Object> settings = new HashMap<>();
            servers.forEach(server -> settings.putAll(server.settings()));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test servers", settings));
        }
    }
}
