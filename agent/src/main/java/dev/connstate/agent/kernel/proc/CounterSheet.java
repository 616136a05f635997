package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The numbers of some files of one namespace, and then of the next; namespaces with the same names get one list of them.
 */
public final class CounterSheet {
    private final Map<List<String>, List<String>> known = new HashMap<>();
    private final List<List<String>> lists = new ArrayList<>();
    private List<List<String>> lastLists = List.of();
    private List<String> lastNames = List.of();
    private long[] numbers = {};
    private int size;

    /** Begins another namespace. */
    public void clear() {
        lists.clear();
        size = 0;
    }

    int size() {
        return size;
    }

    /** Where numbers are written, from {@link #size()} on, before their names are added. */
    long[] room(int more) {
        if (size + more > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * (size + more));
        }
        return numbers;
    }

    void add(List<String> names) {
        lists.add(names);
        size += names.size();
    }

    void add(List<String> names, Counters counters) {
        var values = room(names.size());
        for (int i = 0; i < names.size(); i++) {
            values[size + i] = counters.value(i);
        }
        add(names);
    }

    public Counters counters() {
        if (!isLikeLast()) {
            lastLists = List.copyOf(lists);
            lastNames =
                    known.computeIfAbsent(lists.stream().flatMap(List::stream).toList(), Function.identity());
        }
        var counters = Counters.of(lastNames, numbers);
        lastNames = counters.names();
        return counters;
    }

    /** The very same lists, which costs nothing to see. */
    private boolean isLikeLast() {
        if (lists.size() != lastLists.size()) {
            return false;
        }
        for (int i = 0; i < lists.size(); i++) {
            if (lists.get(i) != lastLists.get(i)) {
                return false;
            }
        }
        return true;
    }
}
