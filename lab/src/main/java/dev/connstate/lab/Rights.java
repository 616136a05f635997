package dev.connstate.lab;

import dev.connstate.lab.libc.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What it takes to make network namespaces and to look into them: root, or else a user namespace, where one is root. */
public final class Rights {
    static final String NO_UNSHARE =
            "a lab needs the command unshare, which cannot be run (%s): install the package util-linux";
    static final String MISSING =
            "a lab needs a network namespace of its own, which cannot be made here (%s): run it as root, in a container with all privileges";

    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_SYS_PTRACE = 19;
    private static final int CAP_SYS_ADMIN = 21;

    /** Says that this process is in a user namespace for this very reason, and that another would not help. */
    private static final String MARK = "CONNSTATE_LAB_USER_NAMESPACE";

    /**
     * One may go back to a network namespace only if one's own user namespace owns it, so the observer needs one, too.
     */
    private static final List<String> USER_NAMESPACE = List.of("unshare", "--user", "--map-root-user", "--net", "--");

    private Rights() {}

    /**
     * Returns if the rights are there. If not, this process starts anew as root of a user namespace: same process, same
     * arguments.
     *
     * @throws LabException when that is not allowed
     */
    public static void obtain() {
        if (areThere()) {
            return;
        }
        if (System.getenv(MARK) != null) {
            throw new LabException(MISSING.formatted("a user namespace gave too few capabilities"));
        }
        var refusal = refusal();
        if (refusal.isPresent()) {
            throw new LabException(MISSING.formatted(refusal.get()));
        }
        var libc = new Libc();
        libc.setenv(MARK, "1");
        int result = libc.execvp(withUserNamespace(ownCommand()));
        throw new LabException(NO_UNSHARE.formatted(libc.describe(-result)));
    }

    /** The command that runs another one on the stage, for a user who looks on. */
    public static String toEnter(int pid) {
        return System.getenv(MARK) == null
                ? "nsenter -t %d -n".formatted(pid)
                : "nsenter -t %d -U -n --preserve-credentials".formatted(pid);
    }

    private static boolean areThere() {
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            long effective = status.filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
                    .findFirst()
                    .orElse(0);
            return IntStream.of(CAP_NET_ADMIN, CAP_SYS_PTRACE, CAP_SYS_ADMIN)
                    .allMatch(bit -> (effective >> bit & 1) == 1);
        } catch (IOException e) {
            throw new LabException("the capabilities of this process cannot be read: " + e.getMessage());
        }
    }

    /** The reason why user namespaces cannot be had, found by trying. */
    private static Optional<String> refusal() {
        try {
            var trial = new ProcessBuilder(withUserNamespace(List.of("unshare", "--net", "true")))
                    .redirectErrorStream(true)
                    .start();
            trial.getOutputStream().close();
            var complaint =
                    new String(trial.getInputStream().readAllBytes()).strip().replaceAll("\\R", "; ");
            if (trial.waitFor() == 0) {
                return Optional.empty();
            }
            return Optional.of(setting().orElse(complaint));
        } catch (IOException e) {
            throw new LabException(NO_UNSHARE.formatted(e.getMessage().strip()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static Optional<String> setting() {
        return List.of(
                        "user.max_user_namespaces=0",
                        "kernel.unprivileged_userns_clone=0",
                        "kernel.apparmor_restrict_unprivileged_userns=1")
                .stream()
                .filter(Rights::isSet)
                .findFirst()
                .map("user namespaces are forbidden by %s"::formatted);
    }

    private static boolean isSet(String setting) {
        var parts = setting.split("=");
        try {
            return Files.readString(Path.of("/proc/sys", parts[0].split("\\.")))
                    .strip()
                    .equals(parts[1]);
        } catch (IOException e) {
            return false; // this kernel has no such setting
        }
    }

    private static List<String> withUserNamespace(List<String> command) {
        var words = new ArrayList<>(USER_NAMESPACE);
        words.addAll(command);
        return words;
    }

    /** As this JVM was started; the first word of it need not be a path. */
    private static List<String> ownCommand() {
        try {
            var words = new ArrayList<>(
                    List.of(Files.readString(Path.of("/proc/self/cmdline")).split("\0")));
            words.set(0, Files.readSymbolicLink(Path.of("/proc/self/exe")).toString());
            return words;
        } catch (IOException e) {
            throw new LabException("the command line of this process cannot be read: " + e.getMessage());
        }
    }
}
