package dev.connstate.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.report.Counters;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheapNumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"Tcp.ActiveOpens", "Tcp.CurrEstab", "TcpExt.TW", "TcpExt.ListenDrops", "Udp6InErrors"})
    void aCounterOfEventsMeansThatTablesMoved(String name) {
        assertThat(counters(name, 2).movedSince(counters(name, 1))).isTrue();
        assertThat(counters(name, 1).movedSince(counters(name, 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP.inuse", "TCP.tw", "TCP6.inuse", "UDP.inuse", "UDP6.inuse"})
    void aCountOfSocketsMeansThatTablesMoved(String name) {
        assertThat(sockstat(name, 2).movedSince(sockstat(name, 3))).isTrue();
        assertThat(sockstat(name, 2).movedSince(sockstat(name, 2))).isFalse();
    }

    /** Other namespaces' sockets move these. */
    @ParameterizedTest
    @ValueSource(strings = {"TCP.alloc", "TCP.mem", "TCP.orphan", "UDP.mem"})
    void aNumberOfTheHostDoesNot(String name) {
        assertThat(sockstat(name, 2).movedSince(sockstat(name, 3))).isFalse();
    }

    /** Our own netlink sockets are among these until RCU frees them. */
    @Test
    void theSocketsOfEveryFamilyDoNot() {
        assertThat(sockstat("sockets.used", 2).movedSince(sockstat("sockets.used", 3)))
                .isFalse();
    }

    @Test
    void trafficDoesNot() {
        assertThat(counters("Tcp.InSegs", 9).movedSince(counters("Tcp.InSegs", 1)))
                .isFalse();
    }

    @Test
    void aNumberThatComesOrGoesDoes() {
        assertThat(counters("TcpExt.TW", 0).movedSince(counters("TcpExt.Other", 0)))
                .isTrue();
    }

    private static CheapNumbers counters(String name, long value) {
        return new CheapNumbers(new Counters(List.of(name), List.of(value)), Counters.NONE, Optional.empty());
    }

    private static CheapNumbers sockstat(String name, long value) {
        return new CheapNumbers(Counters.NONE, new Counters(List.of(name), List.of(value)), Optional.empty());
    }
}
