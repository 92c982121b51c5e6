package io.vedette.contracts.kafka;

/**
 * Key of a record on {@link Topic#CONFIG}: {@code kind/id}.
 *
 * @param kind what the resource is
 * @param id its number, or a check's uuid
 */
public record ConfigKey(Kind kind, String id) {

    /** What the Web DB announces. */
    public enum Kind {
        ACCOUNT("account"),
        USER("user"),
        CHECK("check"),
        RULE_SET("rule_set"),
        CONTACT_GROUP("contact_group"),
        BROKER("broker"),
        STRATCON("stratcon"),
        MAINTENANCE("maintenance"),
        RULE_SET_GROUP("rule_set_group");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * @param text {@code kind/id}
     * @throws IllegalArgumentException when the kind is unknown or the form another
     */
    public static ConfigKey parse(String text) {
        int slash = text.indexOf('/');
        for (Kind kind : Kind.values()) {
            if (slash > 0 && kind.word().contentEquals(text.subSequence(0, slash))) {
                return new ConfigKey(kind, text.substring(slash + 1));
            }
        }
        throw new IllegalArgumentException("no kind of configuration: '" + text + "'");
    }

    @Override
    public String toString() {
        return kind.word() + "/" + id;
    }
}
