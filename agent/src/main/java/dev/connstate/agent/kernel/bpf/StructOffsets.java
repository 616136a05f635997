package dev.connstate.agent.kernel.bpf;

import java.io.IOException;
import java.util.Optional;

/**
 * Where this kernel has what the program reads. A name is the kernel's path to the member; what not every kernel has is
 * asked for with {@link #find}.
 */
final class StructOffsets {
    private final Btf btf;

    StructOffsets(Btf btf) {
        this.btf = btf;
    }

    /** @throws IOException when this kernel has no such member */
    int of(String path) throws IOException {
        return existing(path).offset();
    }

    int size(String path) throws IOException {
        return existing(path).size();
    }

    /** Empty where this kernel has none of that name. */
    Optional<Btf.Member> member(String path) {
        return btf.find(path);
    }

    Optional<Integer> find(String path) {
        return member(path).map(Btf.Member::offset);
    }

    /** From 5.18 to 6.0 {@code tcp_death_row} was a pointer. */
    boolean isPointer(String path) throws IOException {
        return btf.isPointer(existing(path));
    }

    int sizeOf(String struct) throws IOException {
        return btf.sizeOf(struct).orElseThrow(() -> new IOException("this kernel describes no struct " + struct));
    }

    private Btf.Member existing(String path) throws IOException {
        return member(path).orElseThrow(() -> new IOException("this kernel has no member " + path));
    }
}
