package dev.connstate.cli.output;

import dev.connstate.cli.output.TextTable.Column;
import dev.connstate.cli.output.TextTable.Row;
import dev.connstate.report.NodeReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Kernel settings, one row for all namespaces that agree on a value. */
final class SettingSection {
    private static final int NAMED = 3;

    private SettingSection() {}

    static Section of(NodeReport report) {
        var holders = new TreeMap<String, Map<String, List<String>>>();
        report.host()
                .sysctls()
                .forEach((name, value) -> holder(holders, name, value).add("host"));
        for (var namespace : report.namespaces()) {
            namespace
                    .sysctls()
                    .forEach((name, value) -> holder(holders, name, value).add(Long.toString(namespace.id())));
        }
        var rows = holders.entrySet().stream()
                .flatMap(setting -> setting.getValue().entrySet().stream()
                        .map(value ->
                                Row.of(setting.getKey(), value.getKey().replace('\t', ' '), holders(value.getValue()))))
                .toList();
        var columns = List.of(Column.text("SETTING"), Column.text("VALUE"), Column.flexible("IN"));
        return new Section("SETTINGS", new TextTable(columns, rows), 0);
    }

    private static String holders(List<String> ids) {
        var named = ids.stream().limit(NAMED).collect(Collectors.joining(","));
        return ids.size() <= NAMED ? named : named + " and %d more".formatted(ids.size() - NAMED);
    }

    private static List<String> holder(Map<String, Map<String, List<String>>> holders, String name, String value) {
        return holders.computeIfAbsent(name, unused -> new TreeMap<>())
                .computeIfAbsent(value, unused -> new ArrayList<>());
    }
}
