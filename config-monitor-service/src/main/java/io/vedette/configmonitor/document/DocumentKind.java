package io.vedette.configmonitor.document;

import io.vedette.service.identity.Role;
import java.util.List;

/**
 * One kind of document; its form and its table have the same name.
 *
 * @param word as it stands in paths and cids
 * @param byUuid whether its cids carry a UUID instead of a number
 * @param named field that plain words are looked for in
 * @param readOnly fields beside {@code _cid} that are shown and never taken
 * @param changedBy role that changes it
 */
public record DocumentKind(String word, boolean byUuid, String named, List<String> readOnly, Role changedBy) {

    public DocumentKind {
        readOnly = List.copyOf(readOnly);
    }
}
