package dev.connstate.report;

import java.util.OptionalInt;

/**
 * The ephemeral ports that the outgoing connections of a namespace hold. connect(2) gives one port to many
 * destinations; when there are as many ports as connections, none is shared, which is what bind(2) before it does.
 *
 * @param distinct local ports; where the sysctls cannot be read every port counts as ephemeral
 * @param connections how many outgoing connections hold one of them
 * @param usable ip_local_port_range less the reserved ones; empty where the sysctls cannot be read
 */
public record PortUse(int distinct, long connections, OptionalInt usable) {}
