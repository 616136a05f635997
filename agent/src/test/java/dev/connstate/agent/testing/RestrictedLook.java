package dev.connstate.agent.testing;

import dev.connstate.agent.SourceChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What {@link PrintReport} says in a process that lacks something.
 *
 * @param lines of its output
 */
public record RestrictedLook(int exitCode, List<String> lines) {
    /** User 0 still, so that files stay readable, but neither setns(2) nor ptrace(2) are allowed. */
    private static final String DROP = keepOnly("");

    public RestrictedLook {
        lines = List.copyOf(lines);
    }

    public static RestrictedLook withoutCapabilities(SourceChoice source, long... ids) throws Exception {
        return look(List.of("sh", "-c", DROP), source, ids);
    }

    /** With these alone, {@code bpf}, as setpriv(1) writes them. */
    public static RestrictedLook withOnly(List<String> capabilities, SourceChoice source, long... ids)
            throws Exception {
        var kept = capabilities.stream().map(it -> ",+" + it).collect(Collectors.joining());
        return look(List.of("sh", "-c", keepOnly(kept)), source, ids);
    }

    /** With all, and something else where this kernel describes its types; {@code mount} says what. */
    public static RestrictedLook withOtherBtf(String mount, SourceChoice source, long... ids) throws Exception {
        return look(List.of("unshare", "--mount", "sh", "-c", mount + " && exec \"$@\""), source, ids);
    }

    /** Without capabilities, and with a proc of its own that hides others; user 0's group may see all by default. */
    public static RestrictedLook withHidepid(int level, long... ids) throws Exception {
        var mount = "mount -t proc -o hidepid=%d,gid=65534 proc /proc && ".formatted(level);
        return look(List.of("unshare", "--mount", "sh", "-c", mount + DROP), SourceChoice.AUTO, ids);
    }

    private static String keepOnly(String more) {
        return "exec setpriv --bounding-set=-all%s --inh-caps=-all \"$@\"".formatted(more);
    }

    /** The line of one namespace. */
    public String namespace(long id) {
        return lines.stream()
                .filter(line -> line.startsWith("namespace %d:".formatted(id)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no namespace %d in %s".formatted(id, lines)));
    }

    private static RestrictedLook look(List<String> restriction, SourceChoice source, long... ids) throws Exception {
        var arguments = new ArrayList<Object>(List.of("/proc", source));
        LongStream.of(ids).forEach(arguments::add);
        var command = new ArrayList<>(restriction);
        command.add("sh"); // $0 of the shell above
        command.addAll(List.of(ChildJvm.command(PrintReport.class, arguments.toArray())));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var lines = process.inputReader().lines().toList();
        return new RestrictedLook(process.waitFor(), lines);
    }
}
