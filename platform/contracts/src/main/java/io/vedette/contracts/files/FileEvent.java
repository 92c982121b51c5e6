package io.vedette.contracts.files;

/**
 * MetWork's message about a file, one JSON object with these four keys.
 *
 * @param directory the watched directory as configured
 * @param filename base name of the file
 * @param event {@code created} when it was seen to arrive, {@code exists} when a listing found it
 * @param eventTimestamp JSON key {@code event_timestamp}: Unix seconds with fraction, when the message was made
 */
public record FileEvent(String directory, String filename, String event, double eventTimestamp) {
    public static final String CREATED = "created";
    public static final String EXISTS = "exists";
}
