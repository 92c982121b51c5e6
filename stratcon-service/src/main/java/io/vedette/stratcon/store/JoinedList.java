package io.vedette.stratcon.store;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/** Lists one behind the other. */
final class JoinedList<T> extends AbstractList<T> {
    private final List<List<T>> parts = new ArrayList<>();
    /** Where each part begins. */
    private final List<Integer> begins = new ArrayList<>();

    private int size;

    void join(List<T> part) {
        if (!part.isEmpty()) {
            parts.add(part);
            begins.add(size);
            size += part.size();
        }
    }

    @Override
    public T get(int index) {
        int found = Collections.binarySearch(begins, Objects.checkIndex(index, size));
        int part = found < 0 ? -found - 2 : found;
        return parts.get(part).get(index - begins.get(part));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int part;
            private int at;

            @Override
            public boolean hasNext() {
                return part < parts.size();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                List<T> current = parts.get(part);
                T one = current.get(at++);
                if (at == current.size()) {
                    part++;
                    at = 0;
                }
                return one;
            }
        };
    }
}
