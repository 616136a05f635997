package dev.connstate.report;

import dev.connstate.report.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The name lists of one message, and what refers to them. */
final class NameTable {
    private static final Known<Wire.Names, List<String>> LISTS = new Known<>();
    private static final Known<Settings, Map<String, String>> SYSCTLS = new Known<>();

    /** In bytes: what no node has is not kept. */
    private static final int LONGEST = 1 << 16;

    private final List<List<String>> lists;
    private final Map<Wire.Sysctls, Map<String, String>> sysctls = new HashMap<>();

    private record Settings(List<String> names, List<String> values) {}

    NameTable(List<Wire.Names> lists) {
        this.lists = lists.stream()
                .map(it -> it.getSerializedSize() > LONGEST ? list(it) : LISTS.of(it, NameTable::list))
                .toList();
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
        var all = new Settings(keys, List.copyOf(message.getValuesList()));
        return message.getSerializedSize() > LONGEST ? settings(all) : SYSCTLS.of(all, NameTable::settings);
    }

    private static Map<String, String> settings(Settings of) {
        var keys = of.names;
        var values = of.values;
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

    /** One list for all reports that have these names. */
    private static List<String> list(Wire.Names names) {
        return Names.copyOf(names.getNameList().stream().map(String::intern).toList());
    }
}
