package dev.connstate.agent.kernel.bpf;

import java.io.IOException;

/** One of the two hash tables of {@code struct inet_hashinfo}. */
enum TableKind {
    CONNECTIONS("inet_ehash_bucket", "chain", WalkState.EHASH),
    LISTENERS("inet_listen_hashbucket", "nulls_head", WalkState.LHASH2);

    private final String bucket;
    private final String chain;
    private final int address;

    TableKind(String bucket, String chain, int address) {
        this.bucket = bucket;
        this.chain = chain;
        this.address = address;
    }

    /** Of one bucket. */
    int bytes(StructOffsets offsets) throws IOException {
        return offsets.sizeOf(bucket);
    }

    /** Where in its bucket a chain begins. */
    int head(StructOffsets offsets) throws IOException {
        return offsets.of(bucket + "." + chain);
    }

    /** Where {@link WalkState} has its address; the mask follows. */
    int address() {
        return address;
    }
}
