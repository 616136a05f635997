package dev.connstate.diagnosis.window;

import dev.connstate.report.Listener;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * One listening socket over the window.
 *
 * @param looks oldest first; the last is the newest look's
 * @param walked likewise, of the looks that say something of its connections, which are in tables
 */
public record ListenerWindow(List<Listener> looks, List<Listener> walked) {
    public Listener now() {
        return looks.getLast();
    }

    /** Whether something holds now and did when it was last looked at: see {@link NamespaceWindow#lasts}. */
    public boolean lasts(Predicate<Listener> held) {
        return looks.size() > 1 && held.test(now()) && held.test(looks.get(looks.size() - 2));
    }

    /** The same of its connections, half-open ones included. */
    public boolean lastsInTables(Predicate<Listener> held) {
        return walked.size() > 1
                && walked.subList(walked.size() - 2, walked.size()).stream().allMatch(held);
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

    /** In how many looks the accept queue was full: one more than its limit is what the kernel queues. */
    public long timesFull() {
        return looks.stream().filter(ListenerWindow::isFull).count();
    }

    /** Whether it is full, and not for a moment only. */
    public boolean staysFull() {
        return lasts(ListenerWindow::isFull);
    }

    /** From the first look that saw the queue full; none when none did. */
    public ListenerWindow sinceFull() {
        return new ListenerWindow(
                looks.stream().dropWhile(look -> !isFull(look)).toList(), walked);
    }

    public long shortestQueue() {
        return looks.stream()
                .mapToLong(look -> look.acceptQueue().length())
                .min()
                .orElse(0);
    }

    public long longestQueue() {
        return looks.stream()
                .mapToLong(look -> look.acceptQueue().length())
                .max()
                .orElse(0);
    }

    private static boolean isFull(Listener look) {
        return look.acceptQueue().limit().isPresent()
                && look.acceptQueue().length() > look.acceptQueue().limit().getAsLong();
    }
}
