package dev.connstate.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs of an image before there is one: in its root folder, with /proc, /dev and /sys, and no other process in sight.
 * It takes root, or a user namespace.
 */
record Chroot(Path root) {
    private static final String ENTER = """
            root=$1 user=$2
            shift 2
            mount --rbind /dev "$root/dev" && mount --rbind /sys "$root/sys" && mount -t proc proc "$root/proc" &&
                exec chroot --userspec="$user" "$root" "$@"
            """;

    /** What starts the command there as this user; the folders that it mounts are made, and stay empty. */
    ProcessBuilder command(int user, List<String> command) throws IOException {
        for (var mount : List.of("proc", "dev", "sys")) {
            Files.createDirectories(root.resolve(mount));
        }
        var words = new ArrayList<>(List.of("unshare"));
        if ((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") != 0) {
            words.addAll(List.of("--user", "--map-root-user"));
        }
        words.addAll(List.of("--mount", "--pid", "--fork", "--kill-child", "--", "bash", "-c", ENTER, "bash"));
        words.addAll(List.of(root.toString(), "%1$d:%1$d".formatted(user)));
        words.addAll(command);
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        return builder;
    }

    /**
     * What it says, as root of the folder.
     *
     * @throws ImageException when it fails
     */
    String run(List<String> command) throws IOException, InterruptedException {
        var process = command(0, command).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new ImageException("%s could not be run in %s, which takes root or a user namespace: %s"
                    .formatted(command.getFirst(), root, said.strip()));
        }
        return said;
    }
}
