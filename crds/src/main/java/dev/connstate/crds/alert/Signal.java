package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.connstate.crds.Severity;
import java.util.List;

/**
 * What an alert looks at: a union, whose member of the type's name says more. Members without anything to say may be
 * left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Signal(
        SignalType type,
        OfStates socketState,
        OfPort listenQueueUsage,
        OfPort listenQueueOverflow,
        OfPort synQueueUsage,
        OfDestination ephemeralPortUsage,
        OfPort udpDrops,
        OfCounter kernelCounter,
        OfDiagnosis diagnosis,
        OfExpression expression) {

    /** @param states counted together */
    public record OfStates(List<SocketState> states) {}

    /** @param port only sockets bound to it; all when absent */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfPort(Integer port) {}

    /**
     * @param address only connections to it; any when absent
     * @param port likewise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfDestination(String address, Integer port) {}

    /** @param name {@code TcpExt.ListenOverflows} */
    public record OfCounter(String name) {}

    /**
     * @param symptoms of the catalogue; all when absent
     * @param leastSeverity Warning when absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfDiagnosis(List<String> symptoms, Severity leastSeverity) {}

    /** @param cel over {@code target} */
    public record OfExpression(String cel) {}
}
