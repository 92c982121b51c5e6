package io.vedette.broker.otlp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.vedette.broker.push.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import tools.jackson.core.io.JsonStringEncoder;

/** What OTLP says back, in the coding the sender chose. */
final class OtlpAnswer {
    private static final int INVALID_ARGUMENT = 3;
    private static final int UNAVAILABLE = 14;

    private OtlpAnswer() {}

    /** Success, with how many points were rejected when some were. */
    static ExportMetricsServiceResponse of(Reading reading) {
        int rejected = reading.taken().refused();
        ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
        if (rejected > 0) {
            response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejected)
                    .setErrorMessage(rejected + " points cannot be samples"));
        }
        return response.build();
    }

    static byte[] coded(ExportMetricsServiceResponse response, boolean json) {
        try {
            return json
                    ? JsonFormat.printer().print(response).getBytes(StandardCharsets.UTF_8)
                    : response.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code google.rpc.Status}. */
    static byte[] status(HttpStatus status, String message, boolean json) {
        int code = status.is5xxServerError() ? UNAVAILABLE : INVALID_ARGUMENT;
        if (json) {
            String quoted = new String(JsonStringEncoder.getInstance().quoteAsCharArray(message));
            return ("{\"code\":" + code + ",\"message\":\"" + quoted + "\"}").getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeInt32(1, code);
            out.writeString(2, message);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
