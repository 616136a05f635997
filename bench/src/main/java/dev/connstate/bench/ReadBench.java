package dev.connstate.bench;

import dev.connstate.agent.SourceChoice;
import dev.connstate.agent.observe.FullRead;
import dev.connstate.agent.observe.NetlinkScan;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The first argument says how to read, the others are processes in the namespaces to be read. */
public final class ReadBench {
    private static final Duration NEVER = Duration.ofDays(1);

    private ReadBench() {}

    public static void main(String[] arguments) throws IOException {
        var pids = Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
        Conversation.hold(reader(arguments[0], pids));
    }

    private static Reader reader(String name, List<Integer> pids) throws IOException {
        return switch (name) {
            case "full" -> new FullRead();
            case "netlink" -> new NetlinkScan(pids);
            case "bpf" -> new BpfScan(pids);
            case "look" -> new Looker(SourceChoice.BPF, Duration.ZERO, pids);
            case "tick" -> new Looker(SourceChoice.NETLINK, NEVER, pids);
            default -> throw new IllegalArgumentException("'%s' is no way to read".formatted(name));
        };
    }
}
