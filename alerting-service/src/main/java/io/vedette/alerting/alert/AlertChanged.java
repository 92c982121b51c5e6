package io.vedette.alerting.alert;

import io.vedette.contracts.proto.faults.FaultTransition;
import io.vedette.webdb.alert.Alert;

/**
 * An alert has changed; told inside the transaction that changes it.
 *
 * @param transition the cause
 */
public record AlertChanged(Kind kind, Alert alert, FaultTransition transition) {

    /** What happened to it. */
    public enum Kind {
        OPENED("opened"),
        CHANGED("changed"),
        CLEARED("cleared");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
