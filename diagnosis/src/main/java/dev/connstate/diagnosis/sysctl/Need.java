package dev.connstate.diagnosis.sysctl;

import java.util.List;

/**
 * The kernel looks at a setting only while another one has one of these values.
 *
 * @param sysctl that other one, in full
 */
public record Need(String sysctl, List<String> values) {
    public Need {
        values = List.copyOf(values);
    }
}
