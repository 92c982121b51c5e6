package io.vedette.broker.remotewrite;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes remote-write messages as Prometheus does. */
final class WriteRequests {
    private WriteRequests() {}

    /** Writes the fields of one message. */
    interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] sample(double value, long timeMs) {
        return message(out -> {
            out.writeDouble(1, value);
            out.writeInt64(2, timeMs);
        });
    }

    /** Version 1: each label a message. */
    static byte[] first(Map<String, String> labels, int field, byte[]... values) {
        byte[] series = message(out -> {
            for (Map.Entry<String, String> label : labels.entrySet()) {
                out.writeByteArray(1, message(pair -> {
                    pair.writeString(1, label.getKey());
                    pair.writeString(2, label.getValue());
                }));
            }
            for (byte[] value : values) {
                out.writeByteArray(field, value);
            }
        });
        return message(out -> out.writeByteArray(1, series));
    }

    /** Version 2: labels by number, the texts behind the series, where they may stand as well. */
    static byte[] second(Map<String, String> labels, int field, byte[]... values) {
        Map<String, Integer> places = new LinkedHashMap<>();
        places.put("", 0);
        List<Integer> references = new ArrayList<>();
        labels.forEach((name, value) -> {
            references.add(places.computeIfAbsent(name, text -> places.size()));
            references.add(places.computeIfAbsent(value, text -> places.size()));
        });
        byte[] packed = message(out -> {
            for (int reference : references) {
                out.writeUInt32NoTag(reference);
            }
        });
        byte[] series = message(out -> {
            out.writeByteArray(1, packed);
            for (byte[] value : values) {
                out.writeByteArray(field, value);
            }
        });
        return message(out -> {
            out.writeByteArray(5, series);
            for (String symbol : places.keySet()) {
                out.writeString(4, symbol);
            }
        });
    }

    /** Schema 0: 1 in (1,2], 3 in (4,8], 2 zeros, differences from bucket to bucket. */
    static byte[] histogram(long timeMs, int resetHint) {
        return message(out -> {
            out.writeUInt64(1, 6);
            out.writeDouble(3, 20);
            out.writeSInt32(4, 0);
            out.writeUInt64(6, 2);
            out.writeByteArray(11, message(span -> {
                span.writeSInt32(1, 1);
                span.writeUInt32(2, 1);
            }));
            out.writeByteArray(11, message(span -> {
                span.writeSInt32(1, 1);
                span.writeUInt32(2, 1);
            }));
            out.writeByteArray(12, message(packed -> {
                packed.writeSInt64NoTag(1);
                packed.writeSInt64NoTag(2);
            }));
            out.writeEnum(14, resetHint);
            out.writeInt64(15, timeMs);
        });
    }
}
