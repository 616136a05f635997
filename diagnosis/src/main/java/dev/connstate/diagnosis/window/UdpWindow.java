package dev.connstate.diagnosis.window;

import dev.connstate.report.UdpSocket;
import java.util.List;
import java.util.OptionalLong;

/**
 * One UDP socket over the window.
 *
 * @param looks oldest first; the last is the newest look's
 */
public record UdpWindow(List<UdpSocket> looks) {
    public UdpSocket now() {
        return looks.getLast();
    }

    /** By how much its drops grew; empty where the source does not know them or there was one look only. */
    public OptionalLong drops() {
        if (looks.size() < 2
                || looks.getFirst().drops().isEmpty()
                || now().drops().isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                Math.max(0, now().drops().getAsLong() - looks.getFirst().drops().getAsLong()));
    }

    public long shortestQueue() {
        return looks.stream().mapToLong(UdpSocket::receiveQueueBytes).min().orElse(0);
    }

    public long longestQueue() {
        return looks.stream().mapToLong(UdpSocket::receiveQueueBytes).max().orElse(0);
    }
}
