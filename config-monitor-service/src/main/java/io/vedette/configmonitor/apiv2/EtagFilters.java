package io.vedette.configmonitor.apiv2;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Whatever is read under {@code /api} has an entity tag, its own version or its content's, and is not sent again to who shows it. */
@Configuration(proxyBeanMethods = false)
class EtagFilters {

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> contentEtags() {
        FilterRegistrationBean<ShallowEtagHeaderFilter> filter =
                new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        filter.addUrlPatterns("/api/*");
        return filter;
    }
}
