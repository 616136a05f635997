package dev.connstate.report;

import java.util.OptionalLong;

/**
 * The connection tracking table of one namespace.
 *
 * @param entries flows of this namespace now
 * @param limit {@code nf_conntrack_max}: one global setting that each namespace's count is compared with
 * @param counters {@code insert_failed}, {@code drop}, {@code early_drop} and the rest of
 *     {@code /proc/net/stat/nf_conntrack}, summed over the CPUs
 */
public record Conntrack(long entries, OptionalLong limit, Counters counters) {}
