package io.vedette.observer.config;

import io.vedette.observer.ini.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** A file that is not accepted; nothing was changed. */
final class RefusedConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    RefusedConfigException(List<Fault> faults) {
        super(sentence(faults), null, false, false);
        this.faults = List.copyOf(faults);
    }

    List<Fault> faults() {
        return faults;
    }

    static String sentence(List<Fault> faults) {
        return faults.stream()
                .map(fault -> "line " + fault.line() + ": " + (fault.field().isEmpty() ? "" : fault.field() + " ")
                        + fault.reason())
                .collect(Collectors.joining("; "));
    }
}
