package io.vedette.configmonitor.files;

import java.util.List;

/** What a receiver said to a file. */
public sealed interface Answer {

    /** In force. {@code summary}: what was started and stopped. */
    record InForce(String summary, List<String> notes) implements Answer {}

    /** The old one stays. */
    record Refused(List<FileError> errors) implements Answer {}

    /** Nothing that could be understood; to be tried again. */
    record Away(String reason) implements Answer {}
}
