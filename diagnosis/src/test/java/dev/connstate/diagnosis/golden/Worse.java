package dev.connstate.diagnosis.golden;

import static dev.connstate.diagnosis.golden.Worse.Kind.GROWTH;
import static dev.connstate.diagnosis.golden.Worse.Kind.LEVEL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Ways in which a node and its namespaces can be worse off, by so much. */
enum Worse {
    OVERFLOWS(GROWTH, counters("TcpExt.ListenOverflows", "TcpExt.ListenDrops")),
    SYNS_DROPPED(GROWTH, counters("TcpExt.TCPReqQFullDrop", "TcpExt.ListenDrops")),
    TIME_WAIT_OVERFLOWS(GROWTH, counters("TcpExt.TCPTimeWaitOverflow")),
    ABORTS_ON_MEMORY(GROWTH, counters("TcpExt.TCPAbortOnMemory")),
    MEMORY_PRESSURES(GROWTH, counters("TcpExt.TCPMemoryPressures")),
    PRUNED(GROWTH, counters("TcpExt.RcvPruned", "TcpExt.TCPRcvQDrop")),
    UDP_BUFFER_ERRORS(GROWTH, counters("Udp.RcvbufErrors")),
    UDP6_BUFFER_ERRORS(GROWTH, counters("Udp6RcvbufErrors")),
    UDP_MEMORY_ERRORS(GROWTH, counters("Udp.MemErrors")),
    UDP_NO_PORTS(GROWTH, counters("Udp.NoPorts")),
    UDP6_NO_PORTS(GROWTH, counters("Udp6NoPorts")),
    LISTENER_DROPS(GROWTH, each("listeners", (listener, n) -> add(listener, "drops", n))),
    UDP_SOCKET_DROPS(GROWTH, each("udp", (socket, n) -> add(socket, "drops", n))),
    TRACKING_DROPS(GROWTH, tracking((table, n) -> {
        add(table.withObjectProperty("counters"), "drop", n);
        add(table.withObjectProperty("counters"), "insert_failed", n);
    })),
    TRACKING_EVICTIONS(GROWTH, tracking((table, n) -> add(table.withObjectProperty("counters"), "early_drop", n))),
    /** By resets: others may never have been connected. */
    DETACHED_SOCKETS(
            GROWTH,
            namespaces(
                    (namespace, n) -> {
                        add(namespace, "detachedSockets", n);
                        addToCounter(namespace, "Tcp.EstabResets", n);
                    },
                    "detachedSockets")),
    ACCEPT_QUEUES(LEVEL, each("listeners", (listener, n) -> {
        var queue = listener.path("acceptQueue").asText("0 of 4096").split(" of ");
        listener.put("acceptQueue", "%d of %s".formatted(Long.parseLong(queue[0]) + n, queue[1]));
    })),
    /** Of one network, whose SYN-ACKs were sent again. */
    HALF_OPEN(LEVEL, each("listeners", (listener, n) -> {
        add(listener, "synReceived", n);
        add(listener.path("halfOpen"), "retransmitted", n);
        add(listener.path("halfOpen"), "ofBiggestNetwork", n);
    })),
    UNANSWERED_SYNS(LEVEL, connecting((destination, n) -> {
        add(destination, "synRetransmitted", n);
        add(destination.withObjectProperty("connections"), "SYN_SENT", n);
    })),
    RESTING_AT_LISTENERS(LEVEL, each("listeners", Worse::rest)),
    RESTING_AT_DESTINATIONS(LEVEL, connecting(Worse::rest)),
    BUCKETS_USED(
            LEVEL, namespaces((namespace, n) -> add(namespace.withObjectProperty("sockstat"), "TCP.tw", n), "TCP.tw")),
    /** By sockets that are bound, but not connected. */
    PORTS_USED(LEVEL, connecting((destination, n) -> {
        long connections = destination
                .path("connections")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .sum();
        destination.put("portsUsed", destination.path("portsUsed").asLong(connections) + n);
    })),
    LEAKED_CONNECTIONS(LEVEL, each("closeWait", (holder, n) -> add(holder, "count", n))),
    CLOSING(LEVEL, each("closing", (group, n) -> {
        add(group, "count", n);
        if (group.path("timer").asText().equals("RETRANSMIT")) {
            add(group, "retransmitted", n);
        }
    })),
    SILENT_CONNECTIONS(LEVEL, each("idle", (sockets, n) -> {
        add(sockets, "count", n);
        add(sockets, "longestSeconds", n);
    })),
    TRACKED_FLOWS(LEVEL, tracking((table, n) -> add(table, "entries", 1000 * n))),
    ORPHANS(LEVEL, host("TCP.orphan", 100)),
    TCP_MEMORY(LEVEL, host("TCP.mem", 1000));

    private final Kind kind;
    private final Change change;

    Worse(Kind kind, Change change) {
        this.kind = kind;
        this.change = change;
    }

    /** Of what never gets less while its namespace or socket lives. */
    boolean isGrowth() {
        return kind == GROWTH;
    }

    /** Where there is nothing that could be worse nothing happens. */
    void happen(ObjectNode state, long howMuch) {
        change.step.by(state, howMuch);
    }

    /** Whether it is worse in something that the case speaks of. */
    boolean concerns(Case looks) {
        return change.about.stream().anyMatch(looks::speaksOf);
    }

    static void addToCounter(ObjectNode namespace, String name, long howMuch) {
        if (!namespace.path("counters").isNull()) {
            add(namespace.withObjectProperty("counters"), name, howMuch);
        }
    }

    private static Change counters(String... names) {
        return namespaces((namespace, n) -> List.of(names).forEach(name -> addToCounter(namespace, name, n)), names);
    }

    private static Change namespaces(Step step, String... about) {
        return new Change(
                List.of(about),
                (state, n) -> Corpus.namespaces(state).forEach(name -> step.by(state.withObjectProperty(name), n)));
    }

    private static Change each(String members, Step step) {
        return namespaces(
                (namespace, n) -> namespace.path(members).forEach(objects(member -> step.by(member, n))), members);
    }

    /** Where the namespace's ports follow from its connections, and are not said: those may be bound. */
    private static Change connecting(Step step) {
        return namespaces(
                (namespace, n) -> {
                    if (!namespace.has("ports")) {
                        namespace.path("destinations").forEach(objects(destination -> step.by(destination, n)));
                    }
                },
                "destinations");
    }

    private static Consumer<JsonNode> objects(Consumer<ObjectNode> change) {
        return node -> {
            if (node instanceof ObjectNode object) {
                change.accept(object);
            }
        };
    }

    private static Change tracking(Step step) {
        return namespaces(
                (namespace, n) -> {
                    if (!namespace.path("conntrack").isNull()) {
                        step.by(namespace.withObjectProperty("conntrack"), n);
                    }
                },
                "conntrack");
    }

    private static Change host(String gauge, long times) {
        return new Change(
                List.of(gauge),
                (state, n) -> add(state.withObjectProperty("host").withObjectProperty("sockstat"), gauge, times * n));
    }

    /** More of them where some rest: the first one that does has got through to where nothing did. */
    private static void rest(ObjectNode end, long howMuch) {
        if (end.path("connections").path("TIME_WAIT").asLong() > 0) {
            add(end.path("connections"), "TIME_WAIT", howMuch);
        }
    }

    /** What is unknown stays so; a counter or number that was not said is 0. */
    private static void add(JsonNode object, String name, long howMuch) {
        if (object instanceof ObjectNode all && !all.path(name).isNull()) {
            all.put(name, all.path(name).asLong(0) + howMuch);
        }
    }

    enum Kind {
        GROWTH,
        LEVEL
    }

    private interface Step {
        void by(ObjectNode whose, long howMuch);
    }

    /** @param about names of which one is in a case that this concerns */
    private record Change(List<String> about, Step step) {}
}
