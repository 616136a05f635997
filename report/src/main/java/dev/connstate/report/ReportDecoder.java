package dev.connstate.report;

import com.google.protobuf.ByteString;
import dev.connstate.report.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one message to its report. Whatever is unsound is an IllegalArgumentException, from here or from the record
 * that refuses it.
 */
final class ReportDecoder {
    private final byte[] bytes;
    private final Wire.NodeReport wire;
    private final NameTable names;

    /** @throws IOException if the bytes are no message */
    ReportDecoder(byte[] bytes) throws IOException {
        this.bytes = bytes;
        var in = new WireReader(bytes);
        var lists = new ArrayList<ByteString>();
        var rest = new ByteArrayOutputStream();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case Wire.NodeReport.NAMESPACES_FIELD_NUMBER ->
                    in.skip(); // until the names that they refer to are there
                case Wire.NodeReport.NAMES_FIELD_NUMBER -> lists.add(in.bytes());
                default -> in.copy(rest);
            }
        }
        wire = Wire.NodeReport.parseFrom(rest.toByteArray());
        names = new NameTable(lists);
    }

    private List<NamespaceReport> namespaces() throws IOException {
        var in = new WireReader(bytes);
        var decoder = new NamespaceDecoder(in, names);
        var all = new ArrayList<NamespaceReport>();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field == Wire.NodeReport.NAMESPACES_FIELD_NUMBER) {
                all.add(decoder.namespace());
            } else {
                in.skip();
            }
        }
        return all;
    }

    /** @throws IOException if the bytes are no message */
    NodeReport report() throws IOException, UnknownProtocolException {
        Protocol.KNOWN.check(wire.getProtocol());
        if (!wire.hasTakenAt()) {
            throw new IllegalArgumentException("it does not say when it was taken");
        }
        return new NodeReport(
                node(wire.getNode()),
                time(wire.getTakenAt()),
                host(wire.getHost()),
                namespaces(),
                wire.getProblemsList(),
                cost(wire.getCost()));
    }

    private static Node node(Wire.Node node) {
        return new Node(
                node.getName(),
                node.getKernel(),
                node.getBootId(),
                node.getArchitecture(),
                node.getCpus(),
                node.getMemoryBytes());
    }

    static Instant time(Wire.Time time) {
        long seconds = time.getSeconds();
        int nanos = time.getNanos();
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw new IllegalArgumentException("%d seconds are beyond all time".formatted(seconds));
        }
        if (nanos < 0 || nanos > 999_999_999) {
            throw new IllegalArgumentException("%d nanoseconds are no part of a second".formatted(nanos));
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private HostNumbers host(Wire.HostNumbers host) {
        return new HostNumbers(
                names.counters(host.getSockstat()),
                names.counters(host.getSoftnet()),
                names.sysctls(host.getSysctls()));
    }

    private static AgentCost cost(Wire.AgentCost cost) {
        return new AgentCost(
                cost.getCpuSeconds(),
                cost.getSourcesList().stream()
                        .map(source -> new AgentCost.SourceCost(
                                source.getName(),
                                source.getReads(),
                                source.getSeconds(),
                                source.getRows(),
                                source.getBytes()))
                        .toList());
    }
}
