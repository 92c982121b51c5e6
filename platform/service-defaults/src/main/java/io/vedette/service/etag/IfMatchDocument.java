package io.vedette.service.etag;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Says of every method under {@code /api} that changes something what it makes of {@code If-Match}. */
@AutoConfiguration
@ConditionalOnClass(GlobalOperationCustomizer.class)
public class IfMatchDocument {
    private static final String TAKEN =
            "The entity tag of what the caller has seen; when it is another by now, nothing is changed and the answer is 412";
    private static final String NOT_TAKEN = "If-Match is not looked at: what is made or done here has no version.";

    @Bean
    GlobalOperationCustomizer ifMatchSaid() {
        return IfMatchDocument::customize;
    }

    private static Operation customize(Operation operation, HandlerMethod handler) {
        if (handler.hasMethodAnnotation(IfMatch.class)) {
            operation.addParametersItem(new HeaderParameter()
                    .name("If-Match")
                    .description(TAKEN)
                    .required(false)
                    .schema(new StringSchema()));
            operation.getResponses().addApiResponse("412", new ApiResponse().description("It was changed meanwhile"));
        } else if (isUnsafe(handler) && !isOfApiV2(handler)) {
            String said = operation.getDescription();
            operation.setDescription(said == null ? NOT_TAKEN : said + " " + NOT_TAKEN);
        }
        return operation;
    }

    private static boolean isUnsafe(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        for (RequestMethod method : mapping == null ? new RequestMethod[0] : mapping.method()) {
            if (!HttpMethod.GET.matches(method.name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfApiV2(HandlerMethod handler) {
        return paths(handler.getBeanType()).startsWith("/v2")
                || paths(handler.getMethod()).startsWith("/v2");
    }

    private static String paths(java.lang.reflect.AnnotatedElement element) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class);
        return mapping == null || mapping.path().length == 0 ? "" : mapping.path()[0];
    }
}
