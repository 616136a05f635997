package dev.connstate.diagnosis.symptom.memory;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.sysctl.Refusals;
import dev.connstate.diagnosis.sysctl.Tuning;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.NamespaceKind;
import java.util.ArrayList;
import java.util.List;

/** Why TCP is short of memory. */
enum MemoryCause {
    /** All TCP sockets of the host together hold what tcp_mem gives. */
    HOST_LIMIT("host-limit"),
    /** Programs leave what came unread until the buffers of their sockets are full. */
    SLOW_READERS("slow-readers"),
    /** Segments found no memory although neither the host's nor their socket's is used up: that leaves the cgroup's. */
    CGROUP_LIMIT("cgroup-limit");

    private final String label;

    MemoryCause(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    String summary() {
        return switch (this) {
            case HOST_LIMIT ->
                "TCP sockets of the node together hold more memory than net.ipv4.tcp_mem gives without pressure: their windows shrink, and at its last number connections are reset.";
            case SLOW_READERS ->
                "Programs here read from their connections so slowly that receive buffers are full and segments are thrown away.";
            case CGROUP_LIMIT ->
                "Segments are thrown away for want of memory, while the node's TCP has enough: the memory limit of the container is likely.";
        };
    }

    List<Advice> advice(NamespaceWindow seen) {
        var advice = new ArrayList<Advice>();
        switch (this) {
            case HOST_LIMIT -> {
                advice.add(
                        Advice.application(
                                "Find who holds it: ss -tmn in the namespaces with most connections. Long Recv-Q is a program that does not read, long Send-Q a peer that does not; close or time out such connections."));
                Tuning.proposeTwice(
                                seen,
                                "net.ipv4.tcp_mem",
                                "Give TCP more memory, if these connections are all wanted and the machine has it to spare.")
                        .ifPresent(advice::add);
                advice.add(
                        Advice.infrastructure(
                                "Spread pods with very many connections over more nodes, or lower the last number of their tcp_rmem and tcp_wmem."));
            }
            case SLOW_READERS -> {
                advice.add(
                        Advice.application(
                                "Find the connections with a long Recv-Q (ss -tmn) and why their program does not read: a full thread pool, a lock, a consumer downstream that is slower."));
                advice.add(
                        Advice.application(
                                "If it sets SO_RCVBUF, leave that out: a buffer that the kernel sizes grows to tcp_rmem's last number."));
            }
            case CGROUP_LIMIT -> {
                advice.add(
                        Advice.infrastructure(
                                "Compare sock in memory.stat and memory.current of the cgroup with memory.max: socket buffers count against the limit. Raise the container's memory limit."));
                advice.add(Advice.application(
                        "Let it have fewer connections with data waiting: read faster, or lower what is in flight."));
            }
        }
        return advice;
    }

    List<Refusal> refused(NamespaceWindow seen) {
        var refused = new ArrayList<Refusal>();
        refused.add(Refusals.RMEM_MAX_FOR_TCP);
        switch (this) {
            case HOST_LIMIT -> {
                if (seen.now().kind() != NamespaceKind.HOST) {
                    refused.add(Refusals.TCP_MEM_IN_POD);
                }
            }
            case SLOW_READERS, CGROUP_LIMIT -> refused.add(Refusals.TCP_MEM_WITHOUT_PRESSURE);
        }
        return refused;
    }
}
