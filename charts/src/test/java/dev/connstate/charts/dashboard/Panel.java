package dev.connstate.charts.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * One picture.
 *
 * @param description when to worry, and what to do then
 * @param labels of a table's rows; each is a column
 * @param links of those columns or of a picture's lines
 * @param width of {@link Grafana#COLUMNS}
 * @param emptyWhen when it has nothing to show in a cluster that is well; empty if it always has
 */
record Panel(
        Look look,
        String title,
        String description,
        Unit unit,
        List<Query> queries,
        List<String> labels,
        List<Link> links,
        Alarm alarm,
        int width,
        String emptyWhen) {

    /** From where on a number is orange, and from where on it is red. */
    record Alarm(OptionalDouble warnAt, OptionalDouble criticalAt) {
        static final Alarm NONE = new Alarm(OptionalDouble.empty(), OptionalDouble.empty());

        boolean isSet() {
            return warnAt.isPresent() || criticalAt.isPresent();
        }
    }

    Panel {
        description = description.strip().replace('\n', ' ');
        queries = List.copyOf(queries);
        labels = List.copyOf(labels);
        links = List.copyOf(links);
    }

    private static Panel of(Look look, String title, List<String> labels, Unit unit, String description) {
        return new Panel(look, title, description, unit, List.of(), labels, List.of(), Alarm.NONE, look.width(), "");
    }

    static Panel stat(String title, Unit unit, String description) {
        return of(Look.STAT, title, List.of(), unit, description);
    }

    static Panel lines(String title, Unit unit, String description) {
        return of(Look.LINES, title, List.of(), unit, description);
    }

    static Panel stack(String title, Unit unit, String description) {
        return of(Look.STACK, title, List.of(), unit, description);
    }

    static Panel bars(String title, Unit unit, String description) {
        return of(Look.BARS, title, List.of(), unit, description);
    }

    /** Of something that is 1 or 0. */
    static Panel timeline(String title, String description) {
        return of(Look.TIMELINE, title, List.of(), Unit.NONE, description);
    }

    /**
     * A row for each set of the labels. The first column of values orders them, the greatest first, and is what an alarm
     * is about.
     */
    static Panel table(String title, List<String> labels, String description) {
        return of(Look.TABLE, title, labels, Unit.COUNT, description);
    }

    Panel query(String expression, String name) {
        return value(name, unit, expression);
    }

    /** A stat's only one. */
    Panel query(String expression) {
        return query(expression, title);
    }

    /** A column of a table, or a line whose unit is not the others'. */
    Panel value(String name, Unit unit, String expression) {
        return query(new Query(expression, name, unit, Query.UNKNOWN));
    }

    /** A column for each state that says something of a program. */
    Panel states(UnaryOperator<String> ofState) {
        return value("Established", Unit.COUNT, ofState.apply("established"))
                .value("TIME_WAIT", Unit.COUNT, ofState.apply("time_wait"))
                .value("CLOSE_WAIT", Unit.COUNT, ofState.apply("close_wait"))
                .value("SYN_SENT", Unit.COUNT, ofState.apply("syn_sent"));
    }

    /** A column that few rows have: a dash in the others is no unknown. */
    Panel rareValue(String name, Unit unit, String expression) {
        return query(new Query(expression, name, unit, "–"));
    }

    private Panel query(Query query) {
        var more = new ArrayList<>(queries);
        more.add(query);
        return new Panel(look, title, description, unit, more, labels, links, alarm, width, emptyWhen);
    }

    Panel link(Link... links) {
        return new Panel(look, title, description, unit, queries, labels, List.of(links), alarm, width, emptyWhen);
    }

    /** Orange from there. */
    Panel warn(double at) {
        return alarm(new Alarm(OptionalDouble.of(at), alarm.criticalAt()));
    }

    /** Red from there. */
    Panel critical(double at) {
        return alarm(new Alarm(alarm.warnAt(), OptionalDouble.of(at)));
    }

    private Panel alarm(Alarm alarm) {
        return new Panel(look, title, description, unit, queries, labels, links, alarm, width, emptyWhen);
    }

    Panel wide(int width) {
        return new Panel(look, title, description, unit, queries, labels, links, alarm, width, emptyWhen);
    }

    Panel emptyWhen(String reason) {
        return new Panel(look, title, description, unit, queries, labels, links, alarm, width, reason);
    }
}
