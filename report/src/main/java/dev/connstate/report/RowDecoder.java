package dev.connstate.report;

import dev.connstate.report.WireReader.Read;
import dev.connstate.report.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a namespace has many of: numbers, listeners and destinations. Each from the message that the reader is at. */
final class RowDecoder {
    private final WireReader in;
    private final NameTable names;
    private final Shared shared = new Shared();

    /** Of one process with many listeners, and of pods with equal settings, which is most. */
    private Read<Optional<ProcessRef>> process =
            new Read<>(0, 0, Optional.of(SocketDecoder.process(Wire.Process.getDefaultInstance())));

    private Read<Map<String, String>> sysctls = new Read<>(0, 0, Map.of());

    /** Of the listener and of the destination that were read last. */
    private Address local = Address.ANY_V4;

    private Address from = Address.ANY_V4;

    RowDecoder(WireReader in, NameTable names) {
        this.in = in;
        this.names = names;
    }

    Counters counters() throws IOException {
        var named = OptionalInt.empty();
        in.none();
        int entered = in.enter();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case Wire.Counters.NAMES_FIELD_NUMBER -> named = OptionalInt.of(in.intNumber());
                case Wire.Counters.VALUES_FIELD_NUMBER -> in.add();
                default -> in.skip();
            }
        }
        in.leave(entered);
        return new Counters(names.names(named.isPresent(), named.orElse(0)), in.added());
    }

    Map<String, String> sysctls() throws IOException {
        sysctls = in.message(sysctls, message -> names.sysctls(Wire.Sysctls.parseFrom(message)));
        return sysctls.value();
    }

    Listener listener() throws IOException {
        var address = Optional.<Address>empty();
        int port = 0;
        long inode = 0;
        int sharing = 0;
        long length = 0;
        var limit = OptionalLong.empty();
        var synReceived = OptionalLong.empty();
        var drops = OptionalLong.empty();
        var notAccepted = OptionalLong.empty();
        var halfOpen = Optional.<HalfOpen>empty();
        var connections = Optional.<ConnectionCounts>empty();
        var holder = Optional.<ProcessRef>empty();
        int entered = in.enter();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case Wire.Listener.ADDRESS_FIELD_NUMBER -> {
                    local = in.address(local);
                    address = Optional.of(local);
                }
                case Wire.Listener.PORT_FIELD_NUMBER -> port = in.intNumber();
                case Wire.Listener.INODE_FIELD_NUMBER -> inode = in.number();
                case Wire.Listener.SHARING_FIELD_NUMBER -> sharing = in.intNumber();
                case Wire.Listener.QUEUE_LENGTH_FIELD_NUMBER -> length = in.number();
                case Wire.Listener.QUEUE_LIMIT_FIELD_NUMBER -> limit = optional();
                case Wire.Listener.SYN_RECEIVED_FIELD_NUMBER -> synReceived = optional();
                case Wire.Listener.DROPS_FIELD_NUMBER -> drops = optional();
                case Wire.Listener.CONNECTIONS_FIELD_NUMBER -> connections = Optional.of(connections());
                case Wire.Listener.PROCESS_FIELD_NUMBER -> holder = process();
                case Wire.Listener.HALF_OPEN_FIELD_NUMBER -> halfOpen = Optional.of(halfOpen());
                case Wire.Listener.NOT_ACCEPTED_FIELD_NUMBER -> notAccepted = optional();
                default -> in.skip();
            }
        }
        in.leave(entered);
        var queue = new AcceptQueue(length, limit);
        return new Listener(
                known(address),
                port,
                inode,
                sharing,
                queue,
                synReceived,
                halfOpen,
                notAccepted,
                drops,
                connections,
                holder);
    }

    Destination destination() throws IOException {
        var source = Optional.<Address>empty();
        var address = Optional.<Address>empty();
        int port = 0;
        var connections = Optional.<ConnectionCounts>empty();
        int used = 0;
        var usable = OptionalInt.empty();
        long retransmitted = 0;
        int entered = in.enter();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case Wire.Destination.SOURCE_FIELD_NUMBER -> {
                    from = in.address(from);
                    source = Optional.of(from);
                }
                case Wire.Destination.ADDRESS_FIELD_NUMBER -> address = Optional.of(in.address(Address.ANY_V4));
                case Wire.Destination.PORT_FIELD_NUMBER -> port = in.intNumber();
                case Wire.Destination.CONNECTIONS_FIELD_NUMBER -> connections = Optional.of(connections());
                case Wire.Destination.PORTS_USED_FIELD_NUMBER -> used = in.intNumber();
                case Wire.Destination.PORTS_USABLE_FIELD_NUMBER -> usable = OptionalInt.of(in.intNumber());
                case Wire.Destination.SYN_RETRANSMITTED_FIELD_NUMBER -> retransmitted = in.number();
                default -> in.skip();
            }
        }
        in.leave(entered);
        var counts = connections.orElseGet(() -> new ConnectionCounts(List.of()));
        return new Destination(known(source), known(address), port, counts, retransmitted, used, usable);
    }

    ConnectionCounts connections() throws IOException {
        in.none();
        int entered = in.enter();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == Wire.ConnectionCounts.BY_STATE_FIELD_NUMBER) {
                in.add();
            } else {
                in.skip();
            }
        }
        in.leave(entered);
        return new ConnectionCounts(in.added());
    }

    private HalfOpen halfOpen() throws IOException {
        long retransmitted = 0;
        long networks = 0;
        long ofBiggest = 0;
        int entered = in.enter();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case Wire.HalfOpen.RETRANSMITTED_FIELD_NUMBER -> retransmitted = in.number();
                case Wire.HalfOpen.NETWORKS_FIELD_NUMBER -> networks = in.number();
                case Wire.HalfOpen.OF_BIGGEST_NETWORK_FIELD_NUMBER -> ofBiggest = in.number();
                default -> in.skip();
            }
        }
        in.leave(entered);
        return new HalfOpen(retransmitted, networks, ofBiggest);
    }

    Optional<ProcessRef> process() throws IOException {
        process = in.message(process, message -> Optional.of(SocketDecoder.process(Wire.Process.parseFrom(message))));
        return process.value();
    }

    private OptionalLong optional() throws IOException {
        return shared.optional(true, in.number());
    }

    private static Address known(Optional<Address> address) {
        return address.orElseThrow(() -> new IllegalArgumentException("an address has 4 or 16 bytes, not 0"));
    }
}
