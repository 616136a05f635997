package dev.connstate.diagnosis.window;

import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.UdpSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One namespace over the window, as rules look at it. What is not known is empty, never zero.
 *
 * @param looks oldest first, at least one
 */
public record NamespaceWindow(NodeWindow node, List<Look> looks) {
    public NamespaceReport now() {
        return looks.getLast().report();
    }

    public NamespaceReport first() {
        return looks.getFirst().report();
    }

    /** From the first look to the last; zero when there is only one. */
    public Duration length() {
        return Duration.between(looks.getFirst().at(), looks.getLast().at());
    }

    /** {@code 30 s}, for evidence. */
    public String lengthText() {
        return text(length());
    }

    static String text(Duration time) {
        long millis = time.toMillis();
        return millis < 9_950 ? "%.1f s".formatted(millis / 1000.0) : "%d s".formatted(Math.round(millis / 1000.0));
    }

    /** By how much a kernel counter grew over the window. */
    public OptionalLong moved(String counter) {
        int place = Signals.place(counter);
        return looks.size() < 2
                ? OptionalLong.empty()
                : looks.getFirst().signals().until(looks.getLast().signals(), place);
    }

    /** Whether it is known to have grown. */
    public boolean hasMoved(String counter) {
        return looks.size() > 1
                && looks.getFirst().signals().grewUntil(looks.getLast().signals(), Signals.place(counter));
    }

    /** In how many of the window's intervals it grew. */
    public int intervalsMoved(String counter) {
        int place = Signals.place(counter);
        int intervals = 0;
        for (int i = 1; i < looks.size(); i++) {
            if (looks.get(i - 1).signals().grewUntil(looks.get(i).signals(), place)) {
                intervals++;
            }
        }
        return intervals;
    }

    /** {@code +312 in 30 s}, for a counter that is known to have a history. */
    public Evidence growth(String counter) {
        var moved = moved(counter);
        return new Evidence(
                counter, moved.isEmpty() ? "unknown" : "+%d in %s".formatted(moved.getAsLong(), lengthText()));
    }

    public OptionalDouble perSecond(String counter) {
        var moved = moved(counter);
        return moved.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(moved.getAsLong() * 1000.0 / Math.max(1, length().toMillis()));
    }

    /** In how many looks something held. */
    public long times(Predicate<NamespaceReport> held) {
        return looks.stream().map(Look::report).filter(held).count();
    }

    /**
     * Whether something holds now and is no accident of one moment: it also did in the look before. A gauge that is
     * over its threshold for a single look says nothing.
     */
    public boolean lasts(Predicate<NamespaceReport> held) {
        return looks.size() > 1
                && held.test(now())
                && held.test(looks.get(looks.size() - 2).report());
    }

    /** The same of what is in tables, of which one that is only repeated says nothing. */
    public boolean lastsInTables(Predicate<NamespaceReport> held) {
        if (!held.test(now())) {
            return false; // as nearly always: then no look that is over has to be made
        }
        var walks = Walks.of(looks);
        return walks.size() > 1
                && walks.subList(walks.size() - 2, walks.size()).stream()
                        .map(Look::report)
                        .allMatch(held);
    }

    /** What has to be said of old tables beside all that is told of them. */
    public List<Evidence> ageOfTables() {
        var newest = looks.getLast();
        return Walks.isPresent(newest)
                ? List.of()
                : List.of(new Evidence(
                        "numbers of connections and UDP sockets",
                        "as of %s ago".formatted(text(Duration.between(Walks.at(newest), newest.at())))));
    }

    /** Whether the tables were read more than once. */
    public boolean canCompareTables() {
        return Walks.of(looks).size() > 1;
    }

    /** A gauge over the looks that knew it. */
    public Trail trail(Function<NamespaceReport, OptionalLong> gauge) {
        return Trail.of(looks, Look::at, gauge);
    }

    /** One that is read from tables, at the times when they were read. */
    public Trail trailInTables(Function<NamespaceReport, OptionalLong> gauge) {
        return Trail.of(Walks.of(looks), Walks::at, gauge);
    }

    /** A setting as this namespace has it. */
    public Optional<String> sysctl(String name) {
        return Optional.ofNullable(now().sysctls().get(name));
    }

    /** A setting that is one number. */
    public OptionalLong number(String sysctl) {
        return number(sysctl(sysctl));
    }

    /** A setting that is one number, and one for the host. */
    public OptionalLong hostNumber(String sysctl) {
        return number(Optional.ofNullable(node.host().sysctls().get(sysctl)));
    }

    private static OptionalLong number(Optional<String> value) {
        try {
            return value.map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Each listening socket of the newest look, with what earlier looks saw of the same one. */
    public List<ListenerWindow> listeners() {
        return now().listeners().stream().map(this::over).toList();
    }

    /** One of the newest look's destinations, with what earlier looks saw of it. It searches, so ask only about suspects. */
    public DestinationWindow over(Destination now) {
        return DestinationWindow.of(looks, now);
    }

    private ListenerWindow over(Listener now) {
        return new ListenerWindow(in(looks, now), in(Walks.of(looks), now));
    }

    private static List<Listener> in(List<Look> looks, Listener now) {
        var seen = new ArrayList<Listener>();
        for (var look : looks) {
            look.report().listeners().stream()
                    .filter(it -> it.inode() == now.inode() && it.port() == now.port())
                    .findFirst()
                    .ifPresent(seen::add);
        }
        return seen;
    }

    /** Each UDP socket of the newest look, likewise. */
    public List<UdpWindow> udp() {
        return now().udp().stream().map(this::over).toList();
    }

    private UdpWindow over(UdpSocket now) {
        var seen = new ArrayList<UdpSocket>();
        for (var look : Walks.of(looks)) {
            look.report().udp().stream()
                    .filter(it -> it.inode() == now.inode() && it.port() == now.port())
                    .findFirst()
                    .ifPresent(seen::add);
        }
        return new UdpWindow(seen);
    }
}
