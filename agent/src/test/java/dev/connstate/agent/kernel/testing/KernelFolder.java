package dev.connstate.agent.kernel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What one kernel printed. The name says which and where: a new kernel is a new folder. */
public record KernelFolder(Path path) {
    private static final Path KERNELS = Path.of("src/test/resources/kernel");
    private static final int NLMSG_DONE = 3;

    public static Stream<KernelFolder> all() {
        try (var folders = Files.list(KERNELS)) {
            return folders.filter(Files::isDirectory).sorted().map(KernelFolder::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static KernelFolder of(String name) {
        return new KernelFolder(KERNELS.resolve(name));
    }

    /** Every file, by its path below the folder. */
    public List<String> files() {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    public boolean has(String name) {
        return Files.exists(file(name));
    }

    public byte[] bytes(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answers in a file of netlink messages: each ends with NLMSG_DONE, or where the file does. */
    public List<byte[]> answers(String name) {
        var bytes = bytes(name);
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        var answers = new ArrayList<byte[]>();
        int from = 0;
        for (int at = 0; at + 16 <= bytes.length && buffer.getInt(at) >= 16; ) {
            int end = at + buffer.getInt(at) + 3 & ~3;
            if (buffer.getShort(at + 4) == NLMSG_DONE && end <= bytes.length) {
                answers.add(Arrays.copyOfRange(bytes, from, end));
                from = end;
            }
            at = end;
        }
        if (from < bytes.length || answers.isEmpty()) {
            answers.add(Arrays.copyOfRange(bytes, from, bytes.length));
        }
        return answers;
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
