package io.vedette.observer.ini;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * What a file was understood as.
 *
 * @param value only to be used where there are no faults
 * @param faults why it is refused, the first of each field, by line
 * @param notes what was accepted and has no effect; for people
 */
public record Reading<T>(T value, List<Fault> faults, List<String> notes) {

    public Reading {
        var seen = new HashSet<String>();
        faults = faults.stream()
                .filter(fault -> seen.add(fault.line() + " " + fault.field()))
                .sorted(Comparator.comparingInt(Fault::line))
                .toList();
        notes = notes.stream().distinct().toList();
    }

    public boolean isAccepted() {
        return faults.isEmpty();
    }
}
