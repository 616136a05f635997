package dev.connstate.agent.kernel.proc;

import dev.connstate.report.Counters;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file of counters that is read of one namespace after the other. It remembers the layout of the last text, which is
 * that of all namespaces of a kernel, so that as a rule no name is looked at.
 */
public final class CounterFile {
    private final Parser parser;
    private final PassingLines passing;
    private Optional<Layout> layout = Optional.empty();
    private List<String> names = List.of();

    private CounterFile(Parser parser, PassingLines passing) {
        this.parser = parser;
        this.passing = passing;
    }

    /** For {@code snmp} or {@code netstat}. */
    public static CounterFile snmp() {
        return new CounterFile(NetSnmp::parse, NetSnmp.OF_MESSAGE_TYPES);
    }

    public static CounterFile snmp6() {
        return new CounterFile(NetSnmp6::parse, NetSnmp6.OF_MESSAGE_TYPES);
    }

    /** For {@code sockstat} or {@code sockstat6}. */
    public static CounterFile sockstat() {
        return new CounterFile(NetSockstat::parse, PassingLines.NONE);
    }

    /**
     * Adds the numbers of a text to those of the namespace's other files.
     *
     * @return their names
     */
    public List<String> parse(ProcText text, CounterSheet sheet) throws MalformedFile {
        if (layout.isPresent() && layout.get().read(text, sheet.room(names.size()), sheet.size())) {
            sheet.add(names);
            return names;
        }
        var counters = parser.parse(text.toString());
        names = counters.names().equals(names) ? names : counters.names();
        sheet.add(names, counters);
        layout = Optional.of(Sketch.of(text, passing)).filter(it -> holds(it, counters.names()));
        return names;
    }

    /** Whether the parser finds the same names beside other numbers in the same places. */
    private boolean holds(Layout seen, List<String> seenNames) {
        try {
            var counted = parser.parse(seen.counted());
            return seenNames.size() == seen.numbers()
                    && counted.names().equals(seenNames)
                    && IntStream.range(0, seen.numbers()).allMatch(i -> counted.value(i) == i);
        } catch (MalformedFile e) {
            return false;
        }
    }

    /** The long way. */
    interface Parser {
        Counters parse(String text) throws MalformedFile;
    }
}
