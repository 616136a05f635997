package dev.connstate.diagnosis.sysctl;

/**
 * A kernel setting that bears on connections.
 *
 * @param name in full: {@code net.ipv4.tcp_tw_reuse}
 * @param about what it sets, a phrase
 */
public record Sysctl(String name, String about, Value value, Scope scope, Effect effect) {
    /** {@code tcp_tw_reuse}: no two of the table have the same. */
    public String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
