package dev.connstate.diagnosis.window;

import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The window of a node between two reports, in as few bytes as hold what the next needs: a fleet has a hundred thousand
 * namespaces. Not a value: its bytes are written anew in their place, so that a collector finds nothing to do. For one
 * thread at a time.
 */
public final class NodeTrace {
    private final Pace pace;
    private Optional<NodeWindow> last = Optional.empty();
    private List<List<String>> names = List.of();
    private byte[] bytes = {};
    private int[] places = {};

    public NodeTrace(Pace pace) {
        this.pace = pace;
    }

    /**
     * The window that ends with this report, for as long as it is worked on; one that is no newer changes nothing.
     *
     * @param whole whether {@link #before} will be asked
     */
    public Optional<Step> after(NodeReport report, boolean whole) {
        var past = past(bytes.clone());
        var known = last.map(it -> it.with(looks(report, past)));
        var next = known.map(it -> it.after(report)).orElseGet(() -> NodeWindow.of(pace, report));
        if (known.isPresent() && next == known.get()) {
            return Optional.empty();
        }
        keep(report, next, past, whole);
        last = Optional.of(next.with(Map.of()));
        return Optional.of(new Step(next, past));
    }

    /** The look before the newest at a namespace, if it can be compared, with all its counters. */
    public Function<NamespaceReport, Optional<Before>> before() {
        var past = past(bytes.clone());
        return newest -> Optional.ofNullable(past.get(newest.id()))
                .flatMap(it -> it.before(newest))
                .map(Before::of);
    }

    /**
     * What a namespace counted up to the newest look.
     *
     * @param number that of the namespace in the newest report
     */
    public Counted counted(int number, NamespaceReport like) {
        var in = new Bytes(bytes, 0);
        var times = times(in);
        var past = new Past(in.from(places[number]), names, times, new Signals());
        return new Counted(past.counted(like), past.countedBefore(like));
    }

    /**
     * A namespace without its sockets.
     *
     * @param before of its counters those that rules ask for; empty when it cannot be compared
     */
    public record Counted(NamespaceReport now, Optional<Before> before) {}

    private static Map<Long, List<Look>> looks(NodeReport report, Map<Long, Past> past) {
        var looks = HashMap.<Long, List<Look>>newHashMap(past.size());
        for (var namespace : report.namespaces()) {
            Optional.ofNullable(past.get(namespace.id()))
                    .ifPresent(it -> looks.put(namespace.id(), it.looks(namespace)));
        }
        return looks;
    }

    private Map<Long, Past> past(byte[] from) {
        var past = HashMap.<Long, Past>newHashMap(places.length);
        if (places.length == 0) {
            return past;
        }
        var in = new Bytes(from, 0);
        var times = times(in);
        var signals = new Signals();
        for (int i = 0; i < places.length; i++) {
            var one = new Past(in, names, times, signals);
            past.put(one.id(), one);
        }
        return past;
    }

    private void keep(NodeReport report, NodeWindow window, Map<Long, Past> past, boolean whole) {
        var out = new Bytes(new byte[Math.max(4096, bytes.length)], 0);
        var used = new ArrayList<List<String>>();
        var begins = new int[report.namespaces().size()];
        write(times(window), out);
        for (int i = 0; i < begins.length; i++) {
            var namespace = report.namespaces().get(i);
            var looks = window.looks().get(namespace.id());
            var before = Optional.ofNullable(past.get(namespace.id()));
            begins[i] = out.place();
            Past.write(out, used, namespace, looks.getLast(), before, looks.size() - 1, whole);
        }
        names = List.copyOf(used);
        bytes = out.into(bytes);
        places = begins;
    }

    /** The newest first. Who has fewer looks has the newest of them. */
    private static List<Instant> times(NodeWindow window) {
        return window.looks().values().stream().max(Comparator.comparingInt(List::size)).stream()
                .flatMap(looks -> looks.reversed().stream())
                .map(Look::at)
                .toList();
    }

    private static void write(List<Instant> times, Bytes out) {
        out.write(times.size());
        for (var time : times) {
            out.write(time.getEpochSecond());
            out.write(time.getNano());
        }
    }

    private static List<Instant> times(Bytes in) {
        var times = new Instant[(int) in.read()];
        for (int i = 0; i < times.length; i++) {
            times[i] = Instant.ofEpochSecond(in.read(), in.read());
        }
        return List.of(times);
    }

    /** From one report to the next. */
    public static final class Step {
        private final NodeWindow window;
        private final Map<Long, Past> past;

        private Step(NodeWindow window, Map<Long, Past> past) {
            this.window = window;
            this.past = past;
        }

        public NodeWindow window() {
            return window;
        }

        /** As {@link NodeTrace#before} has it. */
        public Optional<Before> before(NamespaceReport now) {
            return window.looks().get(now.id()).size() < 2
                    ? Optional.empty()
                    : Optional.of(past.get(now.id()).newest(now));
        }
    }
}
