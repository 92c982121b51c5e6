package io.vedette.webdb.alert;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** Kinds and states as the words they are in the database. */
final class MessageWords {
    private MessageWords() {}

    @Converter
    static class OfKind implements AttributeConverter<MessageKind, String> {
        @Override
        public String convertToDatabaseColumn(MessageKind kind) {
            return kind.word();
        }

        @Override
        public MessageKind convertToEntityAttribute(String word) {
            return MessageKind.valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    @Converter
    static class OfState implements AttributeConverter<MessageState, String> {
        @Override
        public String convertToDatabaseColumn(MessageState state) {
            return state.word();
        }

        @Override
        public MessageState convertToEntityAttribute(String word) {
            return MessageState.valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
