package dev.connstate.cli.live;

/** Where frames go. */
public sealed interface Canvas extends AutoCloseable permits Screen, Blocks {
    /** @return false when nobody looks any more */
    boolean show(Frame frame);

    @Override
    void close();
}
