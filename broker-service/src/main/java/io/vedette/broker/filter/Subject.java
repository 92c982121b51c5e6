package io.vedette.broker.filter;

import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.stream.StreamTags;
import io.vedette.contracts.stream.StreamTags.Tag;
import java.util.List;

/**
 * What rules look at: one stream of one check.
 *
 * @param metric its name without tags
 * @param tags its tags, decoded
 */
record Subject(String target, String module, String name, String metric, List<Tag> tags) {
    /**
     * @param stream the canonical name, tags in it
     */
    static Subject of(Check check, String stream) {
        return new Subject(
                check.getTarget(),
                check.getType(),
                check.getName(),
                StreamTags.plainName(stream),
                StreamTags.of(stream));
    }
}
