package dev.connstate.operator.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.connstate.operator.alert.expression.Field;
import dev.connstate.operator.alert.expression.Shape;
import dev.connstate.operator.alert.expression.TargetView;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What formulas are told to be there is there, and nothing else. */
class TargetViewTest {
    private static final String ALL = """
            connections: {CLOSE_WAIT: 1}
            counters: {Tcp.OutSegs: 1}
            conntrack: {entries: 5, limit: 10}
            sysctls: {net.core.somaxconn: "4096"}
            listeners: {"0.0.0.0:80": {queue: 1, limit: 5, synRecv: 0, notAccepted: 1, drops: 0}}
            destinations: {"10.0.0.9:80": {used: 1, usable: 5}}
            udp: {"0.0.0.0:53": {drops: 0, buffer: 4096}}
            closeWait: {java: 1}
            findings: {close-wait-leak: WARNING}
            """;

    @Test
    void hasAllThatIsDocumented() throws IOException {
        var view = view(ALL);
        hasMembersOf(Shape.TARGET, view);
        hasMembersOf(Shape.STATES, view.get("states"));
        hasMembersOf(Shape.LISTENER, first(view, "listeners"));
        hasMembersOf(Shape.DESTINATION, first(view, "destinations"));
        hasMembersOf(Shape.STATES, ((Map<?, ?>) first(view, "destinations")).get("states"));
        hasMembersOf(Shape.HOLDER, first(view, "closeWait"));
        hasMembersOf(Shape.UDP, first(view, "udp"));
        hasMembersOf(Shape.CONNTRACK, view.get("conntrack"));
        hasMembersOf(Shape.FINDING, first(view, "findings"));
    }

    @Test
    void saysNothingOfWhatIsUnknown() throws IOException {
        assertThat(view("source: NONE"))
                .doesNotContainKeys(
                        "states", "listeners", "destinations", "closeWait", "udp", "conntrack", "perMinute");
        assertThat(view("hostNetwork: true")).containsKeys("listeners").doesNotContainKeys("destinations");
    }

    private static Map<String, Object> view(String yaml) throws IOException {
        var said = new TargetReading(new YAMLMapper().readTree(yaml));
        return TargetView.of(said.sighting(Optional.of(said.report()), Duration.ofSeconds(15)));
    }

    private static Object first(Map<String, Object> view, String list) {
        return ((List<?>) view.get(list)).getFirst();
    }

    private static void hasMembersOf(Shape shape, Object part) {
        var names = ((Map<?, ?>) part).keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        assertThat(names)
                .as(shape.name())
                .containsExactlyInAnyOrderElementsOf(
                        shape.fields().stream().map(Field::name).toList());
    }
}
