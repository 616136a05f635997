package dev.connstate.agent.kernel.bpf;

/** What a program may call in the kernel ({@code include/uapi/linux/bpf.h}). */
enum HelperFunction {
    MAP_LOOKUP_ELEM(1),
    MAP_UPDATE_ELEM(2),
    GET_CURRENT_TASK(35),
    /** Since 5.5, and only for programs with a licence that fits the GPL. A read that fails fills with zeros. */
    PROBE_READ_KERNEL(113),
    /** Since 5.17. */
    LOOP(181);

    private final int number;

    HelperFunction(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
