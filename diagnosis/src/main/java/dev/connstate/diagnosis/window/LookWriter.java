package dev.connstate.diagnosis.window;

import dev.connstate.report.Address;
import dev.connstate.report.ConnectionCounts;
import dev.connstate.report.Counters;
import dev.connstate.report.Destination;
import dev.connstate.report.Listener;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.Omitted;
import dev.connstate.report.ProcessRef;
import dev.connstate.report.TcpState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What rules may ask of a look that is over, as numbers. {@link LookReader} has the order, too. */
final class LookWriter {
    /** Of its usable ports, an eighth: with less no rule speaks of a destination, whatever comes later. */
    private static final int NOTABLE = 8;

    private final Numbers out;

    LookWriter(Numbers out) {
        this.out = out;
    }

    void sockets(Instant at, NamespaceReport look) {
        flag(look.tablesTakenAt().isPresent());
        look.tablesTakenAt()
                .ifPresent(time -> out.add(Duration.between(time, at).toNanos()));
        flag(look.connections().isPresent());
        look.connections().ifPresent(this::counts);
        look.listeners().forEach(this::listener);
        out.add(-1);
        flag(look.conntrack().isPresent());
        look.conntrack().ifPresent(it -> {
            out.add(it.entries());
            optional(it.limit());
            counters(it.counters());
        });
        counters(look.sockstat());
        flag(look.ports().isPresent());
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
        for (var to : look.destinations()) {
            if (isNotable(to) || to.portsUsed() == most) {
                destination(to);
            }
        }
        out.add(-1);
    }

    private static boolean isNotable(Destination to) {
        return to.synRetransmitted() > 0
                || to.connections().of(TcpState.TIME_WAIT) > 0
                || to.portsUsable().isEmpty()
                || (long) to.portsUsed() * NOTABLE >= to.portsUsable().getAsInt();
    }

    private void groups(NamespaceReport look) {
        out.add(look.closeWait().size());
        look.closeWait().forEach(it -> {
            process(it.process());
            flag(it.accepted());
            out.add(it.count()).add(it.unreadBytes());
            flag(it.ages().isPresent());
            it.ages().ifPresent(ages -> out.add(ages.medianSeconds()).add(ages.longestSeconds()));
        });
        out.add(look.closing().size());
        look.closing().forEach(it -> {
            out.add(it.state().ordinal()).add(it.timer().ordinal());
            flag(it.orphaned());
            process(it.process());
            out.add(it.count()).add(it.retransmitted()).add(it.unsentBytes());
        });
        flag(look.idle().isPresent());
        look.idle().ifPresent(all -> {
            out.add(all.size());
            all.forEach(it -> {
                process(it.process());
                flag(it.keepalive());
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

    private void listener(Listener it) {
        out.add(it.port());
        address(it.address());
        out.add(it.inode()).add(it.sharing()).add(it.acceptQueue().length());
        optional(it.acceptQueue().limit());
        optional(it.synReceived());
        flag(it.halfOpen().isPresent());
        it.halfOpen()
                .ifPresent(them ->
                        out.add(them.retransmitted()).add(them.networks()).add(them.ofBiggestNetwork()));
        optional(it.notAccepted());
        optional(it.drops());
        var notable = it.connections().filter(LookWriter::isClosing);
        flag(notable.isPresent());
        notable.ifPresent(this::counts);
    }

    /** Those that are only open no rule asks for when they are over. */
    private static boolean isClosing(ConnectionCounts counts) {
        return counts.total() > counts.of(TcpState.ESTABLISHED);
    }

    private void destination(Destination it) {
        out.add(it.port());
        address(it.source());
        address(it.address());
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
        for (int i = 0; i < counters.values().size(); i++) {
            out.add(counters.value(i));
        }
    }

    /** Of whom only the number tells them from others. */
    private void process(Optional<ProcessRef> process) {
        out.add(process.map(ProcessRef::pid).orElse(-1));
    }

    private void address(Address address) {
        flag(address.isV4());
        out.add(address.isV4() ? 0 : address.high()).add(address.isV4() ? (int) address.low() : address.low());
    }

    private void optional(OptionalLong number) {
        flag(number.isPresent());
        out.add(number.orElse(0));
    }

    private void optional(OptionalInt number) {
        flag(number.isPresent());
        out.add(number.orElse(0));
    }

    private void flag(boolean is) {
        out.add(is ? 1 : 0);
    }
}
