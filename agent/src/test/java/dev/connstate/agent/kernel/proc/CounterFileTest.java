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
    @Property(tries = 300)
    void whatWasReadBeforeChangesNothing(@ForAll("files") Captured captured, @ForAll("changes") List<Change> changes) {
        var file = captured.file();
        said(file, captured.text);
        for (var change : changes) {
            var text = change.of(captured.text);
            assertThat(said(file, text)).isEqualTo(said(captured.file(), text));
        }
    }

    @Provide
    Arbitrary<Captured> files() {
        return Arbitraries.of(KernelFolder.all()
                .flatMap(folder -> folder.files().stream()
                        .filter(file -> file.matches("proc/net/(snmp6?|netstat|sockstat6?)"))
                        .map(file -> new Captured(file, new String(folder.bytes(file), StandardCharsets.ISO_8859_1))))
                .toList());
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        var numbers = Arbitraries.oneOf(
                Arbitraries.of("0", "-1", "-2", "+1", "007", "", "18446744073709551615", "99999999999999999999", "x"),
                Arbitraries.longs().greaterOrEqual(0).map(String::valueOf));
        var inserted = Arbitraries.of(
                "",
                "",
                "",
                "\n",
                "\r",
                " ",
                "IcmpMsg: OutType3\nIcmpMsg: 7\n",
                "Icmp6InType3 \t1\n",
                "Icmp6InType3 1\rUdp6 2\n",
                "Udp: 5\n");
        return Combinators.combine(Arbitraries.integers().between(0, 400), numbers, inserted)
                .as(Change::new)
                .list()
                .ofMinSize(1)
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

    record Captured(String name, String text) {
        CounterFile file() {
            return switch (name) {
                case "proc/net/snmp", "proc/net/netstat" -> CounterFile.snmp();
                case "proc/net/snmp6" -> CounterFile.snmp6();
                case "proc/net/sockstat", "proc/net/sockstat6" -> CounterFile.sockstat();
                default -> throw new AssertionError(name);
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Another number in a place, and something inserted after its line. */
    record Change(int place, String number, String inserted) {
        String of(String text) {
            var places = NUMBER.matcher(text).results().toList();
            var at = places.get(place % places.size());
            var changed = new StringBuilder(text);
            changed.insert(text.indexOf('\n', at.end()) + 1, inserted);
            return changed.replace(at.start(), at.end(), number).toString();
        }
    }
}
