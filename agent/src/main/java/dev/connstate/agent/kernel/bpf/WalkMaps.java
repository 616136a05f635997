package dev.connstate.agent.kernel.bpf;

/**
 * What the program and we share.
 *
 * @param state the one {@link WalkState}
 * @param index from {@code net.ns.inum} to the number of its slot
 * @param slots of {@link Slot}
 * @param rows of {@link Row}
 * @param groups from {@link GroupKey} to its {@link GroupKey.Counts}
 * @param settings of {@link NetSettings}, for as many slots as there is room
 */
record WalkMaps(BpfMap state, BpfMap index, BpfMap slots, BpfMap rows, BpfMap groups, BpfMap settings) {}
