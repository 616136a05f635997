package dev.connstate.diagnosis.sysctl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ranges of ports as the kernel writes them. */
public final class Ports {
    /** Where Kubernetes puts NodePorts unless the API server is told otherwise. */
    public static final Range NODE_PORTS = new Range(30000, 32767);

    private Ports() {}

    /** Of {@code ip_local_reserved_ports}: {@code 8080,9000-9010}. Empty when it is not of that form. */
    public static Optional<List<Range>> parseList(String value) {
        var ranges = new ArrayList<Range>();
        for (var part : value.isBlank() ? new String[0] : value.strip().split(",", -1)) {
            var range = Range.of(part.split("-", 2));
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        return Optional.of(List.copyOf(ranges));
    }

    /** {@code 8080,9000-9010} */
    public static String text(List<Range> ranges) {
        return ranges.stream()
                .map(range -> range.size() == 1 ? "" + range.low() : range.low() + "-" + range.high())
                .collect(Collectors.joining(","));
    }

    /** All of both, in order; what touches is one range. */
    static List<Range> union(List<Range> some, List<Range> others) {
        var all = new ArrayList<Range>();
        Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparingInt(Range::low))
                .forEach(range -> {
                    if (all.isEmpty() || all.getLast().high < range.low - 1) {
                        all.add(range);
                    } else {
                        all.add(all.removeLast().and(range));
                    }
                });
        return List.copyOf(all);
    }

    static boolean cover(List<Range> ranges, Range all) {
        return union(ranges, List.of()).stream().anyMatch(range -> range.low <= all.low && range.high >= all.high);
    }

    /** From the lowest to the highest, both of it. */
    public record Range(int low, int high) {
        public Range {
            if (low < 0 || high > 65535 || low > high) {
                throw new IllegalArgumentException("no range of ports: %d to %d".formatted(low, high));
            }
        }

        /** Of {@code ip_local_port_range}: {@code 32768 60999}. Empty when it is not of that form. */
        public static Optional<Range> parse(String value) {
            var words = value.strip().split("\\s+");
            return words.length == 2 && !words[0].equals("0") ? of(words) : Optional.empty();
        }

        private static Optional<Range> of(String[] ends) {
            try {
                var numbers = Arrays.stream(ends).map(Integer::parseInt).toList();
                return Optional.of(new Range(numbers.getFirst(), numbers.getLast()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        public int size() {
            return high - low + 1;
        }

        private Range and(Range other) {
            return new Range(Math.min(low, other.low), Math.max(high, other.high));
        }

        public boolean contains(int port) {
            return port >= low && port <= high;
        }

        public boolean meets(Range other) {
            return low <= other.high && other.low <= high;
        }
    }
}
