package dev.connstate.diagnosis.sysctl;

/**
 * What a setting does when it is changed. Each is a phrase without a full stop; the last three may be empty.
 *
 * @param appliesTo what sees the new value: the next listen(2), existing sockets at their next timer
 * @param helpsWhen the evidence that speaks for changing it; empty when nothing that Connstate sees does
 * @param risk what a change in the helpful direction may cost
 * @param never what it must not be used for, or set to, and why
 */
public record Effect(String appliesTo, String helpsWhen, String risk, String never) {
    public Effect {
        if (appliesTo.isEmpty()) {
            throw new IllegalArgumentException("a setting that nothing sees");
        }
    }

    /** Of a setting that no count of states and no queue speaks for. */
    static Effect notForStates(String appliesTo, String never) {
        return new Effect(appliesTo, "", "", never);
    }
}
