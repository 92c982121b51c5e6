package io.vedette.broker.push;

import java.io.CharConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;

/** A document is broken; the message says where and how, and quotes nothing of it but the character met. */
final class TrapSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrapSyntaxException(TokenStreamLocation at, String why) {
        super("byte " + Math.max(0, at.getByteOffset()) + " (line " + Math.max(1, at.getLineNr()) + ", column "
                + Math.max(1, at.getColumnNr()) + "): " + why);
    }

    /** The syntax error in what Jackson throws; a failure to read the body comes back as it is. */
    static RuntimeException from(JacksonException e, JsonParser json) {
        if (e instanceof JacksonIOException && !(e.getCause() instanceof CharConversionException)) {
            return e;
        }
        TokenStreamLocation at = e.getLocation() == null ? json.currentLocation() : e.getLocation();
        // The parser's own sentence ends in where the body came from, which nobody asked.
        String why = String.valueOf(e.getOriginalMessage());
        int origin = why.indexOf(" (start marker");
        return new TrapSyntaxException(at, origin < 0 ? why : why.substring(0, origin));
    }
}
