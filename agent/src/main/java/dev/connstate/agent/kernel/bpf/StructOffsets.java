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
        return member(path).offset();
    }

    int size(String path) throws IOException {
        return member(path).size();
    }

    Optional<Integer> find(String path) {
        return btf.find(path).map(Btf.Member::offset);
    }

    /** From 5.18 to 6.0 {@code tcp_death_row} was a pointer. */
    boolean isPointer(String path) throws IOException {
        return btf.isPointer(member(path));
    }

    int sizeOf(String struct) throws IOException {
        return btf.sizeOf(struct).orElseThrow(() -> new IOException("this kernel describes no struct " + struct));
    }

    private Btf.Member member(String path) throws IOException {
        return btf.find(path).orElseThrow(() -> new IOException("this kernel has no member " + path));
    }
}
