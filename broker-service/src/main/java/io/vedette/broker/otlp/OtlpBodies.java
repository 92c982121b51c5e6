package io.vedette.broker.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.vedette.broker.push.BadBodyException;
import io.vedette.broker.push.MessageRoom;
import io.vedette.broker.push.MessageRoom.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads the messages of one request, of Protobuf one resource at a time. */
@Component
class OtlpBodies {
    private static final int RESOURCE_METRICS = 1;

    private final MessageRoom room;

    OtlpBodies(MessageRoom room) {
        this.room = room;
    }

    /** Hands what is read to the reader; throws {@link BadBodyException} where the body is broken. */
    void read(InputStream body, boolean json, MetricsReader reader) throws IOException {
        try (Message message = room.read(body)) {
            message.reserve(message.length());
            try {
                if (json) {
                    readJson(message, reader);
                } else {
                    read(message.bytes(), message.length(), reader);
                }
            } catch (InvalidProtocolBufferException e) {
                throw new BadBodyException(
                        HttpStatus.BAD_REQUEST, json ? "bad_json" : "bad_protobuf", "no message of OTLP metrics");
            }
        }
    }

    static void read(byte[] bytes, int length, MetricsReader reader) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 == RESOURCE_METRICS && (tag & 7) == 2) {
                reader.read(ResourceMetrics.parseFrom(in.readByteArray()));
            } else if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("an end without a beginning");
            }
        }
    }

    private static void readJson(Message message, MetricsReader reader) throws InvalidProtocolBufferException {
        readJson(new String(message.bytes(), 0, message.length(), StandardCharsets.UTF_8), reader);
    }

    static void readJson(String text, MetricsReader reader) throws InvalidProtocolBufferException {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        JsonFormat.parser().ignoringUnknownFields().merge(text, request);
        request.getResourceMetricsList().forEach(reader::read);
    }
}
