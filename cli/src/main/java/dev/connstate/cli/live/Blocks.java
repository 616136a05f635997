package dev.connstate.cli.live;

import dev.connstate.cli.output.SnapshotText;
import java.util.function.Predicate;

/**
 * One plain block for each look, without escape codes.
 *
 * @param print says whether somebody still reads
 */
public record Blocks(Predicate<String> print) implements Canvas {
    @Override
    public boolean show(Frame frame) {
        return print.test(SnapshotText.join(View.block(frame)));
    }

    @Override
    public void close() {
        // the stream is its owner's
    }
}
