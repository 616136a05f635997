package dev.connstate.crds.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.connstate.crds.Severity;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What an alert looks at: a union, whose member of the type's name says more. Members without anything to say may be
 * left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.type != 'SocketState' || has(self.socketState)",
        message = "type SocketState needs socketState.states, the states to count")
@ValidationRule(
        value = "self.type != 'KernelCounter' || has(self.kernelCounter)",
        message = "type KernelCounter needs kernelCounter.name, the counter to watch")
@ValidationRule(
        value = "self.type != 'Expression' || has(self.expression)",
        message = "type Expression needs expression.cel, what to compute")
@ValidationRule(
        value = "!has(self.socketState) || self.type == 'SocketState'",
        message = "socketState goes with type SocketState: set that type, or remove socketState")
@ValidationRule(
        value = "!has(self.listenQueueUsage) || self.type == 'ListenQueueUsage'",
        message = "listenQueueUsage goes with type ListenQueueUsage: set that type, or remove listenQueueUsage")
@ValidationRule(
        value = "!has(self.listenQueueOverflow) || self.type == 'ListenQueueOverflow'",
        message =
                "listenQueueOverflow goes with type ListenQueueOverflow: set that type, or remove listenQueueOverflow")
@ValidationRule(
        value = "!has(self.synQueueUsage) || self.type == 'SynQueueUsage'",
        message = "synQueueUsage goes with type SynQueueUsage: set that type, or remove synQueueUsage")
@ValidationRule(
        value = "!has(self.ephemeralPortUsage) || self.type == 'EphemeralPortUsage'",
        message = "ephemeralPortUsage goes with type EphemeralPortUsage: set that type, or remove ephemeralPortUsage")
@ValidationRule(
        value = "!has(self.udpDrops) || self.type == 'UdpDrops'",
        message = "udpDrops goes with type UdpDrops: set that type, or remove udpDrops")
@ValidationRule(
        value = "!has(self.kernelCounter) || self.type == 'KernelCounter'",
        message = "kernelCounter goes with type KernelCounter: set that type, or remove kernelCounter")
@ValidationRule(
        value = "!has(self.diagnosis) || self.type == 'Diagnosis'",
        message = "diagnosis goes with type Diagnosis: set that type, or remove diagnosis")
@ValidationRule(
        value = "!has(self.expression) || self.type == 'Expression'",
        message = "expression goes with type Expression: set that type, or remove expression")
public record Signal(
        @Required @JsonPropertyDescription(SignalType.DESCRIPTION)
        SignalType type,

        @JsonPropertyDescription("Which states to count. Needed with type SocketState.")
        OfStates socketState,

        @JsonPropertyDescription("Which listeners to look at. Only with type ListenQueueUsage; all when absent.")
        OfPort listenQueueUsage,

        @JsonPropertyDescription("Which listeners to look at. Only with type ListenQueueOverflow; all when absent.")
        OfPort listenQueueOverflow,

        @JsonPropertyDescription("Which listeners to look at. Only with type SynQueueUsage; all when absent.")
        OfPort synQueueUsage,

        @JsonPropertyDescription("Which destinations to look at. Only with type EphemeralPortUsage; all when absent.")
        OfDestination ephemeralPortUsage,

        @JsonPropertyDescription("Which sockets to look at. Only with type UdpDrops; all when absent.")
        OfPort udpDrops,

        @JsonPropertyDescription("Which counter to watch. Needed with type KernelCounter.")
        OfCounter kernelCounter,

        @JsonPropertyDescription(
                "Which findings count. Only with type Diagnosis; those of severity Warning and worse when absent. A "
                        + "finding stands for a while after its evidence ended: an alert on one may take nine of the "
                        + "agents' intervals longer to be resolved, two minutes and a quarter at the default of 15 s.")
        OfDiagnosis diagnosis,

        @JsonPropertyDescription("What to compute. Needed with type Expression.")
        OfExpression expression) {

    public record OfStates(
            @Required
            @Size(min = 1, max = 11)
            @JsonPropertyDescription(
                    "The states to count together, at least one: Established, SynSent, SynRecv, FinWait1, "
                            + "FinWait2, TimeWait, Close, CloseWait, LastAck, Listen, Closing.")
            List<SocketState> states) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfPort(
            @Min(1)
            @Max(65535)
            @JsonPropertyDescription("Only sockets bound to this port, 1 to 65535. All when absent.")
            Integer port) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfDestination(
            @Size(max = 45)
            @ValidationRule(
                    value = "isIP(self)",
                    message =
                            "address is an IP address, such as 10.96.0.12 or 2001:db8::12; a connection has no host name")
            @JsonPropertyDescription("Only connections to this IP address. Any when absent.")
            String address,

            @Min(1) @Max(65535) @JsonPropertyDescription("Only connections to this port, 1 to 65535. Any when absent.")
            Integer port) {}

    public record OfCounter(
            @Required
            @Size(max = 63)
            @ValidationRule(
                    value = "self.matches('^([A-Z][A-Za-z]*[.][A-Z][A-Za-z0-9]*|[A-Z][A-Za-z]*6[A-Z][A-Za-z0-9]*)$')",
                    message =
                            "name is a counter as the kernel spells it: TcpExt.ListenOverflows, Udp.RcvbufErrors, or of "
                                    + "IPv6 Udp6InErrors")
            @JsonPropertyDescription("The counter as the kernel spells it in /proc/net/snmp, netstat and snmp6: "
                    + "TcpExt.ListenOverflows, Udp.RcvbufErrors, Udp6InErrors. connstate explain NAME teaches many.")
            String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OfDiagnosis(
            @Size(min = 1, max = 32)
            @JsonPropertyDescription(
                    "Only findings of these symptoms: accept-queue-overflow. All when absent. connstate "
                            + "explain lists them.")
            List<@Size(min = 1, max = 63) String> symptoms,

            @Default("Warning")
            @JsonPropertyDescription(
                    "Only findings that hurt at least so much: Info, Warning, Critical. Default Warning.")
            Severity leastSeverity) {}

    public record OfExpression(
            @Required
            @Size(min = 1, max = 2048)
            @JsonPropertyDescription("CEL over the variable target, which is what is seen of one pod or node, such as "
                    + "target.states.closeWait > 10 && target.states.established == 0, or "
                    + "target.perMinute[\"TcpExt.ListenOverflows\"]. Gives a number, which is compared with moreThan, or "
                    + "true for bad. When it is wrong, the condition Ready says where.")
            String cel) {}
}
