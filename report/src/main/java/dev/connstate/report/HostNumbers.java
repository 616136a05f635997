package dev.connstate.report;

import java.util.Map;

/**
 * Values that exist once for the host although every namespace shows them ({@code sockstat_seq_show},
 * {@code softnet_seq_show}): kept apart, so that nobody takes them for a pod's.
 *
 * @param sockstat {@code TCP.orphan}, {@code TCP.alloc}, {@code TCP.mem}, {@code UDP.mem}; mem in pages
 * @param softnet {@code processed}, {@code dropped} (netdev_max_backlog), {@code time_squeeze}, summed over the CPUs
 * @param sysctls host-global settings; absent when this process does not see the host's own namespace
 */
public record HostNumbers(Counters sockstat, Counters softnet, Map<String, String> sysctls) {
    public static final HostNumbers NONE = new HostNumbers(Counters.NONE, Counters.NONE, Map.of());

    public HostNumbers {
        sysctls = Map.copyOf(sysctls);
    }
}
