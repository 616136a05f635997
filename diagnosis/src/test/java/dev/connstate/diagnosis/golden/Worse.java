package dev.connstate.diagnosis.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Ways in which a namespace can be worse off, by so much. */
enum Worse {
    OVERFLOWS("TcpExt.ListenOverflows", "TcpExt.ListenDrops"),
    SYNS_DROPPED("TcpExt.TCPReqQFullDrop", "TcpExt.ListenDrops"),
    TIME_WAIT_OVERFLOWS("TcpExt.TCPTimeWaitOverflow"),
    ABORTS_ON_MEMORY("TcpExt.TCPAbortOnMemory"),
    MEMORY_PRESSURES("TcpExt.TCPMemoryPressures"),
    PRUNED("TcpExt.RcvPruned", "TcpExt.TCPRcvQDrop"),
    UDP_BUFFER_ERRORS("Udp.RcvbufErrors"),
    UDP6_BUFFER_ERRORS("Udp6RcvbufErrors"),
    UDP_MEMORY_ERRORS("Udp.MemErrors"),
    UDP_NO_PORTS("Udp.NoPorts"),
    UDP6_NO_PORTS("Udp6NoPorts"),
    LISTENER_DROPS {
        @Override
        void happen(ObjectNode namespace, long howMuch) {
            each(namespace.path("listeners"), listener -> add(listener, "drops", howMuch));
        }
    },
    ACCEPT_QUEUES {
        @Override
        void happen(ObjectNode namespace, long howMuch) {
            each(namespace.path("listeners"), listener -> {
                var queue = listener.path("acceptQueue").asText("0 of 4096").split(" of ");
                listener.put("acceptQueue", "%d of %s".formatted(Long.parseLong(queue[0]) + howMuch, queue[1]));
            });
        }
    },
    UDP_SOCKET_DROPS {
        @Override
        void happen(ObjectNode namespace, long howMuch) {
            each(namespace.path("udp"), socket -> add(socket, "drops", howMuch));
        }
    },
    TRACKED_FLOWS {
        @Override
        void happen(ObjectNode namespace, long howMuch) {
            add(namespace.path("conntrack"), "entries", 1000 * howMuch);
        }
    },
    TRACKING_DROPS {
        @Override
        void happen(ObjectNode namespace, long howMuch) {
            add(namespace.path("conntrack").path("counters"), "drop", howMuch);
            add(namespace.path("conntrack").path("counters"), "insert_failed", howMuch);
        }
    },
    TRACKING_EVICTIONS {
        @Override
        void happen(ObjectNode namespace, long howMuch) {
            add(namespace.path("conntrack").path("counters"), "early_drop", howMuch);
        }
    },
    PORTS_USED {
        @Override
        void happen(ObjectNode namespace, long howMuch) {
            each(namespace.path("destinations"), destination -> add(destination, "portsUsed", howMuch));
        }
    },
    LEAKED_CONNECTIONS {
        @Override
        void happen(ObjectNode namespace, long howMuch) {
            each(namespace.path("closeWait"), holder -> add(holder, "count", howMuch));
        }
    };

    private final List<String> counters;

    Worse(String... counters) {
        this.counters = List.of(counters);
    }

    boolean isOfCounters() {
        return !counters.isEmpty();
    }

    /** Of what never gets less while its namespace or socket lives. */
    boolean isGrowth() {
        return switch (this) {
            case ACCEPT_QUEUES, TRACKED_FLOWS, PORTS_USED, LEAKED_CONNECTIONS -> false;
            case OVERFLOWS,
                    SYNS_DROPPED,
                    TIME_WAIT_OVERFLOWS,
                    ABORTS_ON_MEMORY,
                    MEMORY_PRESSURES,
                    PRUNED,
                    UDP_BUFFER_ERRORS,
                    UDP6_BUFFER_ERRORS,
                    UDP_MEMORY_ERRORS,
                    UDP_NO_PORTS,
                    UDP6_NO_PORTS,
                    LISTENER_DROPS,
                    UDP_SOCKET_DROPS,
                    TRACKING_DROPS,
                    TRACKING_EVICTIONS -> true;
        };
    }

    /** Adds to the counters; where there is nothing that could be worse nothing happens. */
    void happen(ObjectNode namespace, long howMuch) {
        if (!namespace.path("counters").isNull()) {
            counters.forEach(name -> add(namespace.withObjectProperty("counters"), name, howMuch));
        }
    }

    private static void each(JsonNode members, Change change) {
        for (var member : members) {
            if (member instanceof ObjectNode object) {
                change.to(object);
            }
        }
    }

    /** What is unknown stays so; a counter or number that was not said is 0. */
    private static void add(JsonNode object, String name, long howMuch) {
        if (object instanceof ObjectNode all && !all.path(name).isNull()) {
            all.put(name, all.path(name).asLong(0) + howMuch);
        }
    }

    private interface Change {
        void to(ObjectNode object);
    }
}
