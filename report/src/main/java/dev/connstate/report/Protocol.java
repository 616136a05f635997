package dev.connstate.report;

/**
 * The versions of the protocol between agent and operator that one side understands. Fields are added without a new
 * version; one is needed when a field that both know gets another meaning.
 */
public record Protocol(int oldest, int newest) {
    /** What this build reads; it writes the newest. */
    public static final Protocol KNOWN = new Protocol(1, 1);

    /** @param version unsigned, as on the wire; 0 where a report says none */
    void check(int version) throws UnknownProtocolException {
        if (Integer.compareUnsigned(version, oldest) < 0) {
            throw new UnknownProtocolException(
                    "it is of protocol %s, and from %d on is understood here: update the agent"
                            .formatted(Integer.toUnsignedString(version), oldest));
        }
        if (Integer.compareUnsigned(version, newest) > 0) {
            throw new UnknownProtocolException(
                    "it is of protocol %s, and up to %d is understood here: update the operator before the agents"
                            .formatted(Integer.toUnsignedString(version), newest));
        }
    }
}
