package dev.connstate.report;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/** Names of numbers, in order; a list that finds by name at once, since each of a million tables of numbers has such. */
final class Names extends AbstractList<String> implements RandomAccess {
    static final Names NONE = new Names(List.of());

    private final List<String> names;
    private final Map<String, Integer> places;
    private final int hash;

    private Names(List<String> names) {
        this.names = List.copyOf(names);
        hash = this.names.hashCode();
        places = HashMap.newHashMap(names.size());
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(this.names.get(i), i);
        }
    }

    static Names copyOf(List<String> list) {
        return list instanceof Names names ? names : list.isEmpty() && NONE != null ? NONE : new Names(list);
    }

    @Override
    public String get(int index) {
        return names.get(index);
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public int indexOf(Object name) {
        return places.getOrDefault(name, -1);
    }

    @Override
    public boolean contains(Object name) {
        return places.containsKey(name);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof Names their ? names.equals(their.names) : names.equals(other));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
