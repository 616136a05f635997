package dev.connstate.diagnosis.sysctl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values that the kernel takes. */
public sealed interface Form {
    /** 0 to 255: most switches are bytes, and any number but 0 is on. */
    Form BYTE = number(0, 255);

    /** An int that nobody checks. */
    Form INT = number(Integer.MIN_VALUE, Integer.MAX_VALUE);

    Form POSITIVE = number(1, Integer.MAX_VALUE);

    /** Pages of memory. */
    Form PAGES = new Numbers(3, 0, Long.MAX_VALUE / 2);

    static Form number(long least, long most) {
        return new Numbers(1, least, most);
    }

    /** The value as numbers, of which more is more: of ports, how many. Empty when the kernel would refuse it. */
    Optional<List<Long>> parse(String value);

    /** For a person: {@code 0 to 255}. */
    String text();

    default boolean takes(String value) {
        return parse(value).isPresent();
    }

    private static Optional<List<Long>> numbers(Stream<String> words) {
        try {
            return Optional.of(words.map(Long::parseLong).toList());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** So many numbers, each between these. */
    record Numbers(int count, long least, long most) implements Form {
        @Override
        public Optional<List<Long>> parse(String value) {
            return numbers(Arrays.stream(value.strip().split("\\s+")))
                    .filter(all -> all.size() == count)
                    .filter(all -> all.stream().allMatch(number -> number >= least && number <= most));
        }

        String join(List<Long> numbers) {
            return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }

        @Override
        public String text() {
            var range = "%d to %d".formatted(least, most);
            return count == 1 ? range : "%d numbers, each %s".formatted(count, range);
        }
    }

    /** Lowest and highest port. */
    record PortRange() implements Form {
        @Override
        public Optional<List<Long>> parse(String value) {
            return Ports.Range.parse(value).map(range -> List.of((long) range.size()));
        }

        @Override
        public String text() {
            return "lowest and highest port, the lowest not under ip_unprivileged_port_start";
        }
    }

    /** Ports and ranges of ports; empty when there are none. */
    record PortList() implements Form {
        @Override
        public Optional<List<Long>> parse(String value) {
            return Ports.parseList(value)
                    .map(ranges ->
                            List.of(ranges.stream().mapToLong(Ports.Range::size).sum()));
        }

        @Override
        public String text() {
            return "ports and ranges: 8080,9000-9010";
        }
    }
}
