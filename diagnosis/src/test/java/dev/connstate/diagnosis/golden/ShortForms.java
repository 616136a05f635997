package dev.connstate.diagnosis.golden;

import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.Container;
import dev.connstate.report.Peer;
import dev.connstate.report.Pod;
import dev.connstate.report.ProcessRef;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Records that are more easily read in one line. */
final class ShortForms {
    private static final Pattern QUEUE = Pattern.compile("(\\d+) of (\\d+|unknown)");
    private static final Pattern PROCESS = Pattern.compile("(\\d+) (\\S+)(?: in ([^/]+)/(\\S+))?");
    private static final Pattern PEER = Pattern.compile("(\\d+) x (.+)");
    private static final Pattern POINT = Pattern.compile("\\[?([0-9a-fA-F.:]+?)]?:(\\d+)");

    private ShortForms() {}

    static Object read(Class<?> type, String text) {
        if (type == AcceptQueue.class) {
            return queue(match(QUEUE, text));
        } else if (type == ProcessRef.class) {
            return process(match(PROCESS, text));
        } else if (type == Peer.class) {
            return peer(match(PEER, text));
        } else if (type == Pod.class) {
            return new Pod(text);
        }
        throw new AssertionError("%s cannot be written in one line".formatted(type.getSimpleName()));
    }

    /** {@code 9 of 8}, {@code 9 of unknown} */
    private static AcceptQueue queue(MatchResult it) {
        return new AcceptQueue(
                Long.parseLong(it.group(1)),
                it.group(2).equals("unknown") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(it.group(2))));
    }

    /** {@code 4711 java}, {@code 4711 java in <uid of the pod>/<container>} */
    private static ProcessRef process(MatchResult it) {
        return new ProcessRef(
                Integer.parseInt(it.group(1)),
                it.group(2),
                Optional.ofNullable(it.group(3)).map(pod -> new Container(pod, Optional.of(it.group(4)))));
    }

    /** {@code 3 x 10.0.0.9:5432}, {@code 3 x 10.0.0.9} where their ports differ */
    private static Peer peer(MatchResult it) {
        long count = Long.parseLong(it.group(1));
        var point = POINT.matcher(it.group(2));
        return point.matches() && !isAddress(it.group(2))
                ? new Peer(Address.parse(point.group(1)), OptionalInt.of(Integer.parseInt(point.group(2))), count)
                : new Peer(Address.parse(it.group(2)), OptionalInt.empty(), count);
    }

    /** {@code 0.0.0.0:80}, {@code [::]:80} */
    static Point point(String text) {
        var it = match(POINT, text);
        return new Point(it.group(1), Integer.parseInt(it.group(2)));
    }

    private static boolean isAddress(String text) {
        try {
            Address.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static MatchResult match(Pattern form, String text) {
        var matcher = form.matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError("'%s' is not of the form %s".formatted(text, form));
        }
        return matcher;
    }

    record Point(String address, int port) {}
}
