package dev.connstate.report;

import static dev.connstate.report.ExampleReports.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.connstate.report.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeReportCodecTest {
    @Test
    void aFullReportComesBack() throws MalformedReportException {
        assertThat(NodeReportCodec.decode(NodeReportCodec.encode(ExampleReports.FULL)))
                .isEqualTo(ExampleReports.FULL);
    }

    @Test
    void whatIsUnknownComesBackUnknown() throws MalformedReportException {
        assertThat(NodeReportCodec.decode(NodeReportCodec.encode(ExampleReports.DARK)))
                .isEqualTo(ExampleReports.DARK);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyReportComesBack(@ForAll("reports") NodeReport report) throws MalformedReportException {
        assertThat(NodeReportCodec.decode(NodeReportCodec.encode(report))).isEqualTo(report);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theLibraryWouldWriteNoFewerBytes(@ForAll("reports") NodeReport report) throws InvalidProtocolBufferException {
        var bytes = NodeReportCodec.encode(report);
        assertThat(Wire.NodeReport.parseFrom(bytes).toByteArray()).hasSize(bytes.length);
    }

    @Provide
    Arbitrary<NodeReport> reports() {
        return ReportArbitraries.reports();
    }

    @Test
    void namespacesWithTheSameNamesShareTheirList() throws MalformedReportException {
        var one = NodeReportCodec.decode(NodeReportCodec.encode(ExampleReports.FULL));
        var first = one.namespaces().get(1);
        var second = one.namespaces().get(2);
        assertThat(first.counters().names()).isSameAs(second.counters().names());
        assertThat(first.sysctls()).isSameAs(second.sysctls());

        var other = NodeReportCodec.decode(NodeReportCodec.encode(ExampleReports.FULL));
        assertThat(first.counters().names().getFirst())
                .isSameAs(other.namespaces().get(1).counters().names().getFirst());
    }

    @Test
    void namesAreSentOnce() throws InvalidProtocolBufferException {
        assertThat(Wire.NodeReport.parseFrom(NodeReportCodec.encode(ExampleReports.FULL))
                        .getNamesList())
                .extracting(Wire.Names::getNameList)
                .doesNotHaveDuplicates()
                .hasSize(7);
    }

    @Test
    void fieldsOfANewerAgentArePassedOver() throws MalformedReportException {
        var newer = changed(report -> {
            report.setUnknownFields(aField());
            report.getNodeBuilder().setUnknownFields(aField());
            report.getNamespacesBuilder(1).setUnknownFields(aField());
            report.getNamespacesBuilder(1).getListenersBuilder(0).setUnknownFields(aField());
        });
        assertThat(NodeReportCodec.decode(newer)).isEqualTo(ExampleReports.FULL);
    }

    /** Whoever reads protobuf must take repeated numbers in both forms. */
    @Test
    void numbersNeedNotBePacked() throws MalformedReportException {
        var counts = UnknownFieldSet.Field.newBuilder();
        var first = ExampleReports.FULL.namespaces().get(1).destinations().getFirst();
        first.connections().counts().forEach(counts::addVarint);
        var unpacked = changed(report -> report.getNamespacesBuilder(1)
                .getDestinationsBuilder(0)
                .getConnectionsBuilder()
                .clear()
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(1, counts.build()).build()));
        assertThat(NodeReportCodec.decode(unpacked)).isEqualTo(ExampleReports.FULL);
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() {
        var text = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8("eighty"))
                .build();
        var other = changed(report -> report.getNamespacesBuilder(1)
                .getListenersBuilder(0)
                .clearPort()
                .setUnknownFields(UnknownFieldSet.newBuilder().addField(2, text).build()));
        assertThatExceptionOfType(MalformedReportException.class).isThrownBy(() -> NodeReportCodec.decode(other));
    }

    private static UnknownFieldSet aField() {
        return UnknownFieldSet.newBuilder()
                .addField(1000, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .build();
    }

    @Test
    void aSourceOfANewerAgentIsNoSourceAndAProblem() throws MalformedReportException {
        var newer = changed(report -> report.getNamespacesBuilder(1).setSourceValue(4));
        var namespace = NodeReportCodec.decode(newer).namespaces().get(1);
        assertThat(namespace.source()).isEmpty();
        assertThat(namespace.problems())
                .containsExactly(
                        "conntrack: no rights", "The agent is newer: its source 4 of socket tables is not known here.");
    }

    @Test
    void aKindOfANewerAgentIsOtherAndAProblem() throws MalformedReportException {
        var newer = changed(report -> report.getNamespacesBuilder(0).setKindValue(4));
        var namespace = NodeReportCodec.decode(newer).namespaces().getFirst();
        assertThat(namespace.kind()).isEqualTo(NamespaceKind.OTHER);
        assertThat(namespace.problems())
                .containsExactly("The agent is newer: its kind 4 of namespaces is not known here.");
    }

    @Test
    void partsAnOlderAgentLeavesOutAreEmpty() throws MalformedReportException {
        var report = NodeReportCodec.decode(Wire.NodeReport.newBuilder()
                .setProtocol(Protocol.KNOWN.oldest())
                .setNode(Wire.Node.newBuilder().setName("old"))
                .setTakenAt(Wire.Time.getDefaultInstance())
                .addNamespaces(Wire.Namespace.newBuilder().setKind(Wire.Namespace.Kind.KIND_POD))
                .build()
                .toByteArray());
        assertThat(report.host()).isEqualTo(HostNumbers.NONE);
        assertThat(report.cost()).isEqualTo(AgentCost.NONE);
        assertThat(report.namespaces().getFirst().counters()).isEqualTo(Counters.NONE);
        assertThat(report.namespaces().getFirst().omitted()).isEqualTo(Omitted.NONE);
    }

    /** What agents of each protocol sent is read for as long as {@link Protocol#KNOWN} says so, and nothing is lost. */
    @ParameterizedTest
    @ValueSource(ints = 1)
    void aReportOfAnOlderAgentIsUnderstood(int protocol) throws IOException, MalformedReportException {
        var sent = Path.of("src/test/resources/report/protocol-%d.bin".formatted(protocol));
        if (Boolean.getBoolean("golden.update") && Files.notExists(sent)) {
            Files.createDirectories(sent.getParent());
            Files.write(sent, NodeReportCodec.encode(ExampleReports.FULL));
        }
        var report = NodeReportCodec.decode(Files.readAllBytes(sent));
        assertThat(report.node().name()).isEqualTo("worker-1");
        assertThat(report.namespaces()).extracting(NamespaceReport::id).contains(4026532512L);
        assertThat(Wire.NodeReport.parseFrom(NodeReportCodec.encode(report)).toBuilder()
                        .setProtocol(protocol)
                        .build()
                        .toByteArray())
                .isEqualTo(Files.readAllBytes(sent));
    }

    @Test
    void everyProtocolThatIsKnownHasItsSample() {
        assertThat(IntStream.rangeClosed(Protocol.KNOWN.oldest(), Protocol.KNOWN.newest()))
                .allSatisfy(
                        protocol -> assertThat(Path.of("src/test/resources/report/protocol-%d.bin".formatted(protocol)))
                                .exists());
    }
}
