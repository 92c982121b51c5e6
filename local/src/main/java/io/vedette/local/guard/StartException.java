package io.vedette.local.guard;

import java.io.Serial;

/** Something cannot be started or prepared. The message is a sentence for the person at the terminal. */
public final class StartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String sentence;

    public StartException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
