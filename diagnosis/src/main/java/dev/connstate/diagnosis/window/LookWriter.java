package dev.connstate.diagnosis.window;

import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Counters;
import dev.connstate.report.Destination;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What rules may ask of a look that is over, as numbers. {@link LookReader} has the order, too. */
final class LookWriter {
    /** Of its usable ports, an eighth: with less no rule speaks of a destination, whatever comes later. */
    private static final int NOTABLE = 8;

    /** Of the biggest one, from a sixty-fourth on: how fast it grew may be asked. */
    private static final int FEW = 64;

    private final Numbers out;

    LookWriter(Numbers out) {
        this.out = out;
    }

    void sockets(Instant at, NamespaceReport look) {
        out.add(look.tablesTakenAt().isPresent());
        look.tablesTakenAt().ifPresent(time -> {
            var age = Duration.between(time, at);
            out.add(age.getSeconds()).add(age.getNano());
        });
        out.add(look.connections().isPresent());
        look.connections().ifPresent(this::counts);
        new ListenerColumns(out).write(look.listeners(), this::counts);
        out.add(look.conntrack().isPresent());
        look.conntrack().ifPresent(it -> {
            out.add(it.entries());
            optional(it.limit());
            counters(it.counters());
        });
        counters(look.sockstat());
        out.add(look.ports().isPresent());
        look.ports().ifPresent(it -> {
            out.add(it.distinct()).add(it.connections());
            optional(it.usable());
        });
        optional(look.detachedSockets());
        omitted(look.omitted());
        destinations(look);
        groups(look);
    }

    private void destinations(NamespaceReport look) {
        int most = 0;
        for (var to : look.destinations()) {
            most = Math.max(most, to.portsUsed());
        }
        var notable = new ArrayList<Destination>(0);
        for (var to : look.destinations()) {
            if (isNotable(to) || to.portsUsed() == most && isAtLeast(FEW, to)) {
                notable.add(to);
            }
        }
        out.add(notable.size());
        notable.forEach(this::destination);
    }

    private static boolean isNotable(Destination to) {
        return to.synRetransmitted() > 0
                || to.connections().of(TcpState.TIME_WAIT) > 0
                || to.portsUsable().isEmpty()
                || isAtLeast(NOTABLE, to);
    }

    private static boolean isAtLeast(int part, Destination to) {
        return (long) to.portsUsed() * part >= to.portsUsable().orElse(0);
    }

    private void groups(NamespaceReport look) {
        out.add(look.closeWait().size());
        look.closeWait().forEach(it -> {
            process(it.process());
            out.add(it.accepted());
            out.add(it.count()).add(it.unreadBytes());
            out.add(it.ages().isPresent());
            it.ages().ifPresent(ages -> out.add(ages.medianSeconds()).add(ages.longestSeconds()));
        });
        out.add(look.closing().size());
        look.closing().forEach(it -> {
            out.add(it.state().ordinal()).add(it.timer().ordinal());
            out.add(it.orphaned());
            process(it.process());
            out.add(it.count()).add(it.retransmitted()).add(it.unsentBytes());
        });
        out.add(look.idle().isPresent());
        look.idle().ifPresent(all -> {
            out.add(all.size());
            all.forEach(it -> {
                process(it.process());
                out.add(it.keepalive());
                optional(it.nextProbeSeconds());
                out.add(it.count()).add(it.longestSeconds());
            });
        });
        out.add(look.udp().size());
        look.udp().forEach(it -> {
            address(it.address());
            out.add(it.port()).add(it.inode()).add(it.receiveQueueBytes());
            optional(it.receiveBufferBytes());
            optional(it.drops());
        });
    }

    private void destination(Destination it) {
        address(it.source());
        address(it.address());
        out.add(it.port());
        counts(it.connections());
        out.add(it.synRetransmitted()).add(it.portsUsed());
        optional(it.portsUsable());
    }

    private void omitted(Omitted it) {
        out.add(it.listeners()).add(it.destinations()).add(it.closeWait()).add(it.closing());
        out.add(it.idle()).add(it.udp());
    }

    private void counts(ConnectionCounts counts) {
        for (var state : TcpState.ALL) {
            out.add(counts.of(state));
        }
    }

    private void counters(Counters counters) {
        out.add(counters.values().size());
        out.add(counters.numbers());
    }

    /** Of whom only the number tells them from others. */
    private void process(Optional<ProcessRef> process) {
        out.add(process.map(ProcessRef::pid).orElse(-1));
    }

    private void address(Address address) {
        out.add(address.isV4());
        out.add(address.isV4() ? 0 : address.high()).add(address.isV4() ? (int) address.low() : address.low());
    }

    private void optional(OptionalLong number) {
        out.add(number.isPresent());
        out.add(number.orElse(0));
    }

    private void optional(OptionalInt number) {
        out.add(number.isPresent());
        out.add(number.orElse(0));
    }
}
