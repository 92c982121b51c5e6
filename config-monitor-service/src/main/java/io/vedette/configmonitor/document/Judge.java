package io.vedette.configmonitor.document;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.service.identity.Caller;
import tools.jackson.databind.node.ObjectNode;

/** Looks at a document whose fields have the right form: whether it makes sense, and what else follows from it. */
@FunctionalInterface
public interface Judge {

    /** Has nothing to object. */
    Judge NONE = (caller, body, document) -> {};

    /**
     * @param body where what is wrong is left
     * @param document may be completed
     */
    void judge(Caller caller, Fields body, ObjectNode document);
}
