package dev.connstate.agent.kernel.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.agent.kernel.testing.KernelFolder;
import dev.connstate.report.Counters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CounterFileTest {
    private static final Pattern NUMBER = Pattern.compile("(?<=\\s)\\d+(?=\\s)");

    private final CounterSheet sheet = new CounterSheet();

    @Test
    void namespacesOfOneKernelShareTheirNames() throws MalformedFile {
        var file = CounterFile.snmp();
        var one = read(file, "Udp: InDatagrams NoPorts\nUdp: 1 2\n");
        var another = read(file, "IcmpMsg: OutType3\nIcmpMsg: 7\nUdp: InDatagrams NoPorts\nUdp: 3 4\n");
        assertThat(another.names()).isSameAs(one.names()).containsExactly("Udp.InDatagrams", "Udp.NoPorts");
        assertThat(another.values()).containsExactly(3L, 4L);
    }

    @Test
    void theFilesOfANamespaceAreOneListOfNames() throws MalformedFile {
        var tcp = CounterFile.sockstat();
        var tcp6 = CounterFile.sockstat();
        var seen = new ArrayList<Counters>();
        for (int i = 0; i < 3; i++) {
            sheet.clear();
            tcp.parse(ProcText.of("TCP: inuse %d tw 2\n".formatted(i)), sheet);
            tcp6.parse(ProcText.of("TCP6: inuse %d\n".formatted(10 + i)), sheet);
            seen.add(sheet.counters());
        }
        assertThat(seen.getLast())
                .isEqualTo(new Counters(List.of("TCP.inuse", "TCP.tw", "TCP6.inuse"), List.of(2L, 2L, 12L)));
        assertThat(seen.getLast().names()).isSameAs(seen.getFirst().names());
    }

    /** A number where the last text had a name, and a name of digits, are not taken for another. */
    @Test
    void namesOfDigitsAreNames() throws MalformedFile {
        var file = CounterFile.snmp();
        assertThat(read(file, "Udp: 5\nUdp: 5\n").asMap()).containsEntry("Udp.5", 5L);
        assertThat(read(file, "Udp: 6\nUdp: 5\n").asMap()).containsEntry("Udp.6", 5L);
    }

    /** Whatever was read before, a text gives what it would give alone: the same numbers, or the same sentence. */
    @Property(tries = 2_000)
    void whatWasReadBeforeChangesNothing(@ForAll("texts") List<Text> texts) {
        var snmp = CounterFile.snmp();
        var snmp6 = CounterFile.snmp6();
        var sockstat = CounterFile.sockstat();
        for (var text : texts) {
            var file = text.name.contains("snmp6") ? snmp6 : text.name.contains("sockstat") ? sockstat : snmp;
            var alone = text.name.contains("snmp6")
                    ? CounterFile.snmp6()
                    : text.name.contains("sockstat") ? CounterFile.sockstat() : CounterFile.snmp();
            assertThat(said(file, text.text)).isEqualTo(said(alone, text.text));
        }
    }

    @Provide
    Arbitrary<List<Text>> texts() {
        var files = KernelFolder.all()
                .flatMap(folder -> folder.files().stream()
                        .filter(file -> file.matches("proc/net/(snmp|snmp6|netstat|sockstat6?)([.].*)?"))
                        .map(file -> new Text(file, new String(folder.bytes(file), StandardCharsets.ISO_8859_1))))
                .toList();
        var numbers = Arbitraries.oneOf(
                Arbitraries.of("0", "-1", "-2", "+1", "007", "", "18446744073709551615", "99999999999999999999", "x"),
                Arbitraries.longs().greaterOrEqual(0).map(String::valueOf));
        var change = Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        numbers.list().ofMinSize(1).ofMaxSize(5),
                        Arbitraries.of(
                                "",
                                "\n",
                                "\r",
                                " ",
                                "IcmpMsg: OutType3\nIcmpMsg: 7\n",
                                "Icmp6InType3 \t1\n",
                                "Udp: 5\n"))
                .as((at, more, inserted) -> new Change(at, more, inserted));
        return Combinators.combine(Arbitraries.of(files), change)
                .as((file, it) -> new Text(file.name, it.of(file.text)))
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    private Counters read(CounterFile file, String text) throws MalformedFile {
        sheet.clear();
        file.parse(ProcText.of(text), sheet);
        return sheet.counters();
    }

    private String said(CounterFile file, String text) {
        try {
            return read(file, text).asMap().toString();
        } catch (MalformedFile e) {
            return e.getMessage();
        }
    }

    record Text(String name, String text) {}

    /** Other numbers from a place on, and something inserted before the line after it. */
    record Change(int at, List<String> numbers, String inserted) {
        String of(String text) {
            var places = NUMBER.matcher(text).results().toList();
            var changed = new StringBuilder(text);
            for (int i = Math.min(at + numbers.size(), places.size()) - 1; i >= at; i--) {
                changed.replace(places.get(i).start(), places.get(i).end(), numbers.get(i - at));
            }
            int line = at < places.size() ? changed.indexOf("\n", places.get(at).start()) : 0;
            return changed.insert(line < 0 ? 0 : line + (at < places.size() ? 1 : 0), inserted)
                    .toString();
        }
    }
}
