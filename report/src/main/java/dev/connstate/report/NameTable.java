package dev.connstate.report;

import com.google.protobuf.ByteString;
import dev.connstate.report.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The name lists of one message, and what refers to them. */
final class NameTable {
    private static final Known<ByteString, List<String>> LISTS = new Known<>();
    private static final Known<Settings, Map<String, String>> SYSCTLS = new Known<>();

    /** In bytes: what no node has is not kept. */
    private static final int LONGEST = 1 << 16;

    private final List<List<String>> lists;
    private final Map<Wire.Sysctls, Map<String, String>> sysctls = new HashMap<>();

    private record Settings(List<String> names, List<String> values) {}

    /** @param lists the bytes of {@code Names} messages */
    NameTable(List<ByteString> lists) throws IOException {
        var all = new ArrayList<List<String>>(lists.size());
        for (var list : lists) {
            all.add(list.size() > LONGEST ? list(list) : LISTS.of(list, NameTable::list));
        }
        this.lists = all;
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

    /** The list with this index; none for who has not been named one. */
    List<String> names(boolean named, int index) {
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
    private static List<String> list(ByteString names) throws IOException {
        return Names.copyOf(Wire.Names.parseFrom(names).getNameList().stream()
                .map(String::intern)
                .toList());
    }
}
