package io.vedette.broker.collectd;

/** How a packet was guarded, the weakest first; a check asks for one of these or a stronger one by its place (0, 1, 2). */
enum SecurityLevel {
    NONE,
    SIGNED,
    ENCRYPTED;

    /** By its place as text; the weakest for what is none. */
    static SecurityLevel of(String place) {
        return switch (place) {
            case "1" -> SIGNED;
            case "2" -> ENCRYPTED;
            default -> NONE;
        };
    }
}
