package io.vedette.stratcon.enrol;

import io.vedette.stratcon.home.Home;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EnrolmentSettings.class)
class EnrolConfiguration {

    @Bean
    Enrolment enrolment(EnrolmentSettings settings, Home home, Clock clock) {
        return new Enrolment(settings, new IdentityFiles(home), clock);
    }

    @Bean
    Revocations revocations(
            EnrolmentSettings settings, Enrolment enrolment, Home home, ApplicationEventPublisher events) {
        return new Revocations(settings, enrolment, home, events);
    }
}
