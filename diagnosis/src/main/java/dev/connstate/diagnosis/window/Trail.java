package dev.connstate.diagnosis.window;

import dev.connstate.report.NamespaceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** A gauge over the looks that knew it, oldest first. */
public record Trail(List<Point> points) {
    public Trail {
        points = List.copyOf(points);
    }

    static Trail of(List<Look> looks, Function<Look, Instant> at, Function<NamespaceReport, OptionalLong> gauge) {
        var points = new ArrayList<Point>();
        for (var look : looks) {
            gauge.apply(look.report()).ifPresent(value -> points.add(new Point(at.apply(look), value)));
        }
        return new Trail(points);
    }

    /** Zero when no look knew it. */
    public long now() {
        return points.isEmpty() ? 0 : points.getLast().value();
    }

    /** From the first point to the last. */
    public Duration length() {
        return points.isEmpty()
                ? Duration.ZERO
                : Duration.between(points.getFirst().at(), points.getLast().at());
    }

    /** {@code 30 s} */
    public String lengthText() {
        return NamespaceWindow.text(length());
    }

    public int intervals() {
        return Math.max(0, points.size() - 1);
    }

    public long growth() {
        return points.isEmpty() ? 0 : now() - points.getFirst().value();
    }

    public long lowest() {
        return points.stream().mapToLong(Point::value).min().orElse(0);
    }

    /** In how many intervals it grew. */
    public int rises() {
        int rises = 0;
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).value() > points.get(i - 1).value()) {
                rises++;
            }
        }
        return rises;
    }

    /** The last so many intervals, or fewer. */
    public Trail last(int intervals) {
        return new Trail(points.subList(Math.max(0, points.size() - intervals - 1), points.size()));
    }

    /** The end of it, in which it never fell. */
    public Trail whileNotFalling() {
        int from = points.size();
        while (from > 0
                && (from == points.size()
                        || points.get(from - 1).value() <= points.get(from).value())) {
            from--;
        }
        return new Trail(points.subList(from, points.size()));
    }

    /** The same without what came before it began to grow. */
    public Trail whileGrowing() {
        var rising = whileNotFalling().points;
        int from = 0;
        while (from + 1 < rising.size()
                && rising.get(from + 1).value() == rising.get(from).value()) {
            from++;
        }
        return new Trail(rising.subList(from, rising.size()));
    }

    /** The end of it, in which it never was under the threshold. */
    public Trail whileAtLeast(long threshold) {
        int from = points.size();
        while (from > 0 && points.get(from - 1).value() >= threshold) {
            from--;
        }
        return new Trail(points.subList(from, points.size()));
    }

    /** {@code 40, +30 in 30 s}, for evidence. */
    public String text() {
        return intervals() == 0 ? Long.toString(now()) : "%d, %+d in %s".formatted(now(), growth(), lengthText());
    }

    /** What one look saw. */
    public record Point(Instant at, long value) {}
}
