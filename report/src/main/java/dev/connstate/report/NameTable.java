package dev.connstate.report;

import dev.connstate.report.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The name lists of one message, and what refers to them. */
final class NameTable {
    private final List<List<String>> lists;
    private final Map<Wire.Sysctls, Map<String, String>> sysctls = new HashMap<>();

    NameTable(List<Wire.Names> lists) {
        this.lists = lists.stream().map(NameTable::list).toList();
    }

    Counters counters(Wire.Counters counters) {
        return new Counters(
                names(counters.hasNames(), counters.getNames()),
                Longs.of(counters.getValuesCount(), counters::getValues));
    }

    /** Namespaces with equal settings, which is most of a node's, share one map. */
    Map<String, String> sysctls(Wire.Sysctls message) {
        return sysctls.computeIfAbsent(message, this::settings);
    }

    private Map<String, String> settings(Wire.Sysctls message) {
        var keys = names(message.hasNames(), message.getNames());
        var values = message.getValuesList();
        if (keys.size() != values.size()) {
            throw new IllegalArgumentException(
                    "%d sysctls and %d values do not pair".formatted(keys.size(), values.size()));
        }
        var settings = HashMap.<String, String>newHashMap(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            if (settings.put(keys.get(i), values.get(i)) != null) {
                throw new IllegalArgumentException("sysctl '%s' is given twice".formatted(keys.get(i)));
            }
        }
        return Map.copyOf(settings);
    }

    private List<String> names(boolean named, int index) {
        if (!named) {
            return List.of();
        }
        if (index < 0 || index >= lists.size()) {
            throw new IllegalArgumentException("there are %d lists of names, and none is numbered %s"
                    .formatted(lists.size(), Integer.toUnsignedString(index)));
        }
        return lists.get(index);
    }

    /**
     * One list for all records that have these names: their copyOf hands this kind on, where it would copy that of a
     * stream's toList(). The names themselves are the same on all nodes, hence one String each for the whole process.
     */
    private static List<String> list(Wire.Names names) {
        return names.getNameList().stream().map(String::intern).collect(Collectors.toUnmodifiableList());
    }
}
