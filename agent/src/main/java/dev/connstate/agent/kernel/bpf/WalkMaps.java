package dev.connstate.agent.kernel.bpf;

/**
 * What the program and we share.
 *
 * @param state the one {@link WalkState}
 * @param index from {@code net.ns.inum} to the number of its slot
 * @param slots of {@link Slot}
 * @param rows of {@link Row}
 * @param groups from {@link GroupKey} to its {@link GroupKey.Counts}
 */
record WalkMaps(BpfMap state, BpfMap index, BpfMap slots, BpfMap rows, BpfMap groups) {}
