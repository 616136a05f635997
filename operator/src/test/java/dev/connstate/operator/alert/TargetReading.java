package dev.connstate.operator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.window.Before;
import dev.connstate.operator.fleet.Sighting;
import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.CloseWaitHolder;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Conntrack;
import dev.connstate.report.Counters;
import dev.connstate.report.Destination;
import dev.connstate.report.HostNumbers;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.SourceKind;
import dev.connstate.report.TcpState;
import dev.connstate.report.UdpSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** What a look says of one target, as the report that an agent would have sent. */
record TargetReading(JsonNode said) {
    private static final Optional<ProcessRef> JAVA = Optional.of(new ProcessRef(7, "java", Optional.empty()));

    Sighting sighting(Optional<NamespaceReport> before, Duration every) {
        return new Sighting(
                report(),
                before.map(Before::of),
                before.isPresent() ? every : Duration.ZERO,
                HostNumbers.NONE,
                findings());
    }

    NamespaceReport report() {
        var source = said.path("source").asText("NETLINK");
        boolean isRead = !source.equals("NONE");
        var report =
                Seen.with(Seen.NOTHING, "source", isRead ? Optional.of(SourceKind.valueOf(source)) : Optional.empty());
        report = Seen.with(
                report, "kind", said.path("hostNetwork").asBoolean() ? NamespaceKind.HOST : NamespaceKind.POD);
        report = Seen.with(report, "connections", isRead ? Optional.of(states()) : Optional.empty());
        report = Seen.with(
                report,
                "tablesTakenAt",
                said.has("walked")
                        ? Optional.of(
                                Looks.BEGIN.plusSeconds(said.path("walked").asLong()))
                        : Optional.empty());
        var counters = numbers("counters");
        report = Seen.with(
                report, "counters", new Counters(List.copyOf(counters.keySet()), List.copyOf(counters.values())));
        report = Seen.with(report, "conntrack", conntrack());
        report = Seen.with(report, "sysctls", sysctls());
        report = Seen.with(report, "listeners", each("listeners", TargetReading::listener));
        report = Seen.with(report, "destinations", each("destinations", TargetReading::destination));
        report = Seen.with(report, "udp", each("udp", TargetReading::udp));
        return Seen.with(report, "closeWait", each("closeWait", TargetReading::holder));
    }

    private ConnectionCounts states() {
        var counts = new long[TcpState.ALL.size()];
        said.path("connections")
                .properties()
                .forEach(state -> counts[TcpState.valueOf(state.getKey()).ordinal()] =
                        state.getValue().asLong());
        return ConnectionCounts.of(counts);
    }

    private Map<String, Long> numbers(String name) {
        var numbers = new TreeMap<String, Long>();
        said.path(name)
                .properties()
                .forEach(it -> numbers.put(it.getKey(), it.getValue().asLong()));
        return numbers;
    }

    private Map<String, String> sysctls() {
        var settings = new TreeMap<String, String>();
        said.path("sysctls")
                .properties()
                .forEach(it -> settings.put(it.getKey(), it.getValue().asText()));
        return settings;
    }

    private Optional<Conntrack> conntrack() {
        return said.has("conntrack")
                ? Optional.of(new Conntrack(
                        said.path("conntrack").path("entries").asLong(),
                        optional(said.path("conntrack"), "limit"),
                        Counters.NONE))
                : Optional.empty();
    }

    private <T> List<T> each(String name, BiFunction<String, JsonNode, T> read) {
        var list = new ArrayList<T>();
        said.path(name).properties().forEach(it -> list.add(read.apply(it.getKey(), it.getValue())));
        return list;
    }

    private static Listener listener(String at, JsonNode it) {
        var here = Point.of(at);
        return new Listener(
                here.address,
                here.port,
                it.path("inode").asLong(here.port),
                1,
                new AcceptQueue(it.path("queue").asLong(), optional(it, "limit")),
                optional(it, "synRecv"),
                Optional.empty(),
                optional(it, "notAccepted"),
                optional(it, "drops"),
                Optional.empty(),
                JAVA);
    }

    private static Destination destination(String at, JsonNode it) {
        var there = Point.of(at);
        var usable = optional(it, "usable");
        return new Destination(
                Address.parse("10.244.1.7"),
                there.address,
                there.port,
                ConnectionCounts.NONE,
                0,
                it.path("used").asInt(),
                usable.isPresent() ? OptionalInt.of((int) usable.getAsLong()) : OptionalInt.empty());
    }

    private static UdpSocket udp(String at, JsonNode it) {
        var here = Point.of(at);
        long inode = it.path("inode").asLong(here.port);
        return new UdpSocket(here.address, here.port, inode, 0, optional(it, "buffer"), optional(it, "drops"), JAVA);
    }

    private static CloseWaitHolder holder(String name, JsonNode count) {
        var process = new ProcessRef(7, name, Optional.empty());
        return new CloseWaitHolder(Optional.of(process), true, count.asLong(), 0, Optional.empty(), List.of());
    }

    /** {@code accept-queue-overflow: WARNING} */
    private List<Finding> findings() {
        var subject = Subject.of(report(), JAVA);
        return each(
                "findings",
                (symptom, severity) -> new Finding(
                        new Verdict(
                                symptom,
                                "",
                                Severity.valueOf(severity.asText()),
                                Confidence.HIGH,
                                subject,
                                "",
                                List.of(new Evidence("", "")),
                                List.of(Advice.nothing("")),
                                List.of()),
                        Looks.BEGIN,
                        Looks.BEGIN));
    }

    private static OptionalLong optional(JsonNode it, String name) {
        return it.has(name) ? OptionalLong.of(it.path(name).asLong()) : OptionalLong.empty();
    }

    private record Point(Address address, int port) {
        static Point of(String text) {
            int colon = text.lastIndexOf(':');
            return new Point(Address.parse(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        }
    }
}
