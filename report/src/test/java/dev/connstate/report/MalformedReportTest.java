package dev.connstate.report;

import static dev.connstate.report.ExampleReports.changed;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import dev.connstate.report.wire.Wire;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedReportTest {
    @Test
    void bytesThatAreNoMessage() {
        var report = NodeReportCodec.encode(ExampleReports.FULL);
        assertRefused(Arrays.copyOf(report, report.length - 1), "the bytes are no protobuf message");
        assertRefused("GET / HTTP/1.1".getBytes(US_ASCII), "the bytes are no protobuf message");
    }

    @Test
    void noBytes() {
        assertForeign(new byte[0], "it is of protocol 0, and from 1 on is understood here: update the agent");
    }

    @Test
    void aProtocolOfALaterDay() {
        assertForeign(
                changed(report -> report.setProtocol(2)),
                "it is of protocol 2, and up to 1 is understood here: update the operator before the agents");
        assertForeign(
                changed(report -> report.setProtocol(-1)),
                "it is of protocol 4294967295, and up to 1 is understood here: update the operator before the agents");
    }

    static Stream<Arguments> unsoundReports() {
        return Stream.of(
                report(Wire.NodeReport.Builder::clearNode, "a node needs a name"),
                report(Wire.NodeReport.Builder::clearTakenAt, "it does not say when it was taken"),
                report(report -> report.getTakenAtBuilder().setNanos(-1), "-1 nanoseconds are no part of a second"),
                report(
                        report -> report.getTakenAtBuilder().setSeconds(Long.MAX_VALUE),
                        "9223372036854775807 seconds are beyond all time"),
                report(
                        report -> report.getHostBuilder().getSoftnetBuilder().setNames(7),
                        "there are 7 lists of names, and none is numbered 7"),
                report(
                        report -> report.getHostBuilder().getSoftnetBuilder().clearNames(),
                        "0 names and 2 values do not pair"));
    }

    private static Arguments report(Consumer<Wire.NodeReport.Builder> change, String sentence) {
        return Arguments.of(change, sentence);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsoundReports")
    void aReportThatContradictsItself(Consumer<Wire.NodeReport.Builder> change, String sentence) {
        assertRefused(changed(change), sentence);
    }

    static Stream<Arguments> unsoundNamespaces() {
        var threeBytes = ByteString.copyFrom(new byte[3]);
        return Stream.of(
                namespace(Wire.Namespace.Builder::clearKind, "it does not say its kind"),
                namespace(
                        namespace -> namespace.getTablesTakenAtBuilder().setNanos(1_000_000_000),
                        "1000000000 nanoseconds are no part of a second"),
                namespace(
                        namespace ->
                                namespace.getConnectionsBuilder().clearByState().addByState(1),
                        "1 counts given, one for each of the 11 states needed"),
                namespace(
                        namespace -> namespace.getDestinationsBuilder(0).clearConnections(),
                        "0 counts given, one for each of the 11 states needed"),
                namespace(
                        namespace -> namespace.getListenersBuilder(0).setAddress(threeBytes),
                        "an address has 4 or 16 bytes, not 3"),
                namespace(
                        namespace -> namespace.getUdpBuilder(0).clearAddress(), "an address has 4 or 16 bytes, not 0"),
                namespace(
                        namespace -> namespace
                                .getCloseWaitBuilder(0)
                                .getPeersBuilder(0)
                                .setAddress(threeBytes),
                        "an address has 4 or 16 bytes, not 3"),
                namespace(namespace -> namespace.addAddresses(threeBytes), "an address has 4 or 16 bytes, not 3"),
                namespace(namespace -> namespace.getClosingBuilder(0).setState(12), "there is no state 12"),
                namespace(namespace -> namespace.getClosingBuilder(0).clearState(), "there is no state 0"),
                namespace(
                        namespace -> namespace.getClosingBuilder(0).setState(10),
                        "a connection in LISTEN is not closing"),
                namespace(namespace -> namespace.getClosingBuilder(0).setTimer(5), "there is no timer 5"),
                namespace(
                        namespace -> namespace
                                .getConntrackBuilder()
                                .getCountersBuilder()
                                .addValues(1),
                        "1 names and 2 values do not pair"),
                namespace(
                        namespace -> namespace.getSysctlsBuilder().setNames(-1),
                        "there are 7 lists of names, and none is numbered 4294967295"),
                namespace(
                        namespace -> namespace.getSysctlsBuilder().addValues("1"),
                        "2 sysctls and 3 values do not pair"));
    }

    private static Arguments namespace(Consumer<Wire.Namespace.Builder> change, String sentence) {
        return Arguments.of(change, sentence);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsoundNamespaces")
    void aNamespaceThatContradictsItselfIsNamed(Consumer<Wire.Namespace.Builder> change, String sentence) {
        assertRefused(
                changed(report -> change.accept(report.getNamespacesBuilder(1))), "namespace 4026532512: " + sentence);
    }

    @Test
    void aSettingGivenTwice() {
        var twice = Wire.Names.newBuilder().addName("net.core.somaxconn").addName("net.core.somaxconn");
        var sysctls = Wire.Sysctls.newBuilder().setNames(7).addValues("128").addValues("4096");
        assertRefused(
                changed(report -> report.addNames(twice).getHostBuilder().setSysctls(sysctls)),
                "sysctl 'net.core.somaxconn' is given twice");
    }

    private static void assertRefused(byte[] bytes, String sentence) {
        assertThatExceptionOfType(MalformedReportException.class)
                .isThrownBy(() -> NodeReportCodec.decode(bytes))
                .withMessage("not a node report: " + sentence);
    }

    private static void assertForeign(byte[] bytes, String sentence) {
        assertThatExceptionOfType(UnknownProtocolException.class)
                .isThrownBy(() -> NodeReportCodec.decode(bytes))
                .withMessage("not a node report of ours: " + sentence);
    }
}
