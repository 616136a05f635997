package dev.connstate.diagnosis.window;

import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

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

    /** The window that ends with this report, for as long as it is worked on; one that is no newer changes nothing. */
    public Optional<Step> after(NodeReport report) {
        var past = past(bytes.clone());
        var known = last.map(it -> it.with(looks(report, past)));
        var next = known.map(it -> it.after(report)).orElseGet(() -> NodeWindow.of(pace, report));
        if (known.isPresent() && next == known.get()) {
            return Optional.empty();
        }
        keep(report, next, past);
        last = Optional.of(next.with(Map.of()));
        return Optional.of(new Step(next, past));
    }

    /** The look before the newest at a namespace, if it can be compared, with all its counters. */
    public Function<NamespaceReport, Optional<NamespaceReport>> before() {
        var past = past(bytes.clone());
        return newest -> Optional.ofNullable(past.get(newest.id())).flatMap(it -> it.before(newest));
    }

    /**
     * The newest look at a namespace and the one before, with all counters, and of sockets what may matter later.
     *
     * @param number that of the namespace in the newest report
     */
    public List<NamespaceReport> gist(int number, NamespaceReport like) {
        var past = new Past(new Bytes(bytes, places[number]), names);
        var now = past.newest(like);
        return past.before(now).map(before -> List.of(before, now)).orElseGet(() -> List.of(now));
    }

    private static Map<Long, List<Look>> looks(NodeReport report, Map<Long, Past> past) {
        var looks = HashMap.<Long, List<Look>>newHashMap(past.size());
        for (var namespace : report.namespaces()) {
            Optional.ofNullable(past.get(namespace.id()))
                    .ifPresent(it -> looks.put(namespace.id(), it.looks(namespace)));
        }
        return looks;
    }

    private Map<Long, Past> past(byte[] from) {
        var in = new Bytes(from, 0);
        var past = HashMap.<Long, Past>newHashMap(places.length);
        for (int i = 0; i < places.length; i++) {
            var one = new Past(in, names);
            past.put(one.id(), one);
        }
        return past;
    }

    private void keep(NodeReport report, NodeWindow window, Map<Long, Past> past) {
        var out = new Bytes(new byte[Math.max(4096, bytes.length)], 0);
        var used = new ArrayList<List<String>>();
        var begins = IntStream.builder();
        for (var namespace : report.namespaces()) {
            var looks = window.looks().get(namespace.id());
            var before = Optional.ofNullable(past.get(namespace.id()));
            begins.add(out.place());
            Past.write(out, namespace.id(), used, namespace, looks.getLast(), before, looks.size() - 1);
        }
        names = List.copyOf(used);
        bytes = out.into(bytes);
        places = begins.build().toArray();
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
        public Optional<NamespaceReport> before(NamespaceReport now) {
            return window.looks().get(now.id()).size() < 2
                    ? Optional.empty()
                    : Optional.of(past.get(now.id()).newest(now));
        }
    }
}
