package dev.connstate.operator.alert.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
    private static final Map<String, Object> TARGET = Map.of(
            "states",
            Map.of("closeWait", 7L, "established", 0L),
            "perMinute",
            Map.of("TcpExt.ListenOverflows", 2.5),
            "sysctls",
            Map.of("net.core.somaxconn", "4096"),
            "conntrack",
            Map.of("entries", 5L),
            "listeners",
            LongStream.range(0, 1000)
                    .mapToObj(i -> Map.of("port", i, "process", "java", "queue", i % 7))
                    .toList());

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "target.states.closeWait => 7",
                "target.states.closeWait > 5.5 => 1",
                "target.states.closeWait > 7 => 0",
                "target.perMinute['TcpExt.ListenOverflows'] * 2.0 => 5",
                "target.listeners.filter(l, l.queue == 6).size() => 142",
                "target.listeners.exists(l, l.port == 8 && l.process in ['java', 'node']) => 1",
                "int(target.sysctls['net.core.somaxconn']) / 2 => 2048",
                "has(target.conntrack.usage) ? target.conntrack.usage : 3.0 => 3",
                "target.conntrack.usage > 90.0 || target.states.closeWait > 5 => 1",
                "'net.ipv4.tcp_tw_reuse' in target.sysctls => 0",
            })
    void comesToANumber(String cel, double expected) {
        assertThat(answer(cel)).isEqualTo(new Answer.Number(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "target.conntrack.usage > 90.0 => the expression asks for usage, which is unknown",
                "target.udp.size() => the expression asks for udp, which is unknown",
                "target.perMinute['Tcp.OutSegs'] => the expression asks for Tcp.OutSegs, which is unknown",
                "target.states.closeWait / target.states.established => the expression has no value here: / by zero",
                "1.0 / 0.0 => the expression gives Infinity",
                "9223372036854775807 + 1 => the expression has no value here: long overflow",
                "target.listeners[5000].port => the expression has no value here: Index out of bounds: 5000",
            })
    void saysWhyItHasNoNumber(String cel, String reason) {
        assertThat(answer(cel)).isEqualTo(new Answer.None(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "target.states.closedWait => the expression is wrong at line 1, column 14: undefined field 'closedWait'",
                "1 + => the expression is wrong at line 1, column 4: mismatched input '<EOF>'",
                "target.states.closeWait > 'x' => the expression is wrong at line 1, column 25: found no matching overload for '_>_' applied to '(int, string)'",
                "'x' => the expression gives a string: let it give a number, or true for bad",
                "target => the expression gives a connstate.Target: let it give a number, or true for bad",
                "system('rm') => the expression is wrong at line 1, column 7: undeclared reference to 'system' (in container '')",
                "target.listeners == target.listeners => the expression compares lists, maps or values of mixed types: compare their members",
                "([1] + [2]).size() => the expression joins lists, which is not possible here",
            })
    void saysWhatIsWrong(String cel, String sentence) {
        assertThatThrownBy(() -> Formula.of(cel))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessage(sentence);
    }

    /** Each has an end at once: it is refused, or it stops by itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "target.listeners.all(a, target.listeners.all(b, target.listeners.all(c, true)))",
                "[target.listeners].exists(a, [[a, a]].exists(b, [[b, b]].exists(c, [[c, c]].exists(d, d == d))))",
                "['x'].map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a).size()",
                "['x'].exists(a, [a + a].exists(b, [b + b].exists(c, c == 'x')))",
                "[target.listeners + target.listeners].exists(a, [a + a].exists(b, b.size() > 3))",
                "[1, 'x'].exists(x, x + x == 'xx')",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.matches('(a*)*b')",
                "dyn(target) == dyn(target)",
                "[[target.listeners]].exists(a, target.listeners in a)",
                "\u0000",
                "",
            })
    void endsSoon(String cel) {
        endsWithin(Duration.ofSeconds(3), cel);
    }

    @Test
    void endsSoonHoweverLongItIs() {
        for (var cel : List.of(
                "(".repeat(500) + "1" + ")".repeat(500),
                "1" + " + 1".repeat(400),
                "true" + " && true".repeat(250),
                "!".repeat(2000) + "true",
                "[".repeat(500) + "]".repeat(500),
                "true ? true : ".repeat(140) + "true",
                "1".repeat(5000),
                "target.listeners.all(a, target.listeners.all(b, " + "a.port >= 0 && ".repeat(100) + "true))")) {
            endsWithin(Duration.ofSeconds(10), cel);
        }
    }

    /** CEL's own functions that join texts must not come back by a new release. */
    @Test
    void textsCannotGrow() {
        assertThatThrownBy(() -> Formula.of("('a' + 'b').size()")).isInstanceOf(InvalidExpressionException.class);
        assertThatThrownBy(() -> Formula.of("(b'a' + b'b').size()")).isInstanceOf(InvalidExpressionException.class);
    }

    @Test
    void isEqualToOneThatSaysTheSame() throws InvalidExpressionException {
        assertThat(Formula.of("1 > 0")).isEqualTo(Formula.of("1 > 0")).isNotEqualTo(Formula.of("1 > 1"));
    }

    private static void endsWithin(Duration most, String cel) {
        long begin = System.nanoTime();
        try {
            Formula.of(cel).of(TARGET);
        } catch (InvalidExpressionException e) {
            assertThat(e.getMessage()).startsWith("the expression ").doesNotContain("\n");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(most);
    }

    private static Answer answer(String cel) {
        try {
            return Formula.of(cel).of(TARGET);
        } catch (InvalidExpressionException e) {
            return fail(cel, e);
        }
    }
}
