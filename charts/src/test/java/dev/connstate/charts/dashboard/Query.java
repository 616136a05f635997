package dev.connstate.charts.dashboard;

/**
 * An expression in PromQL, and what its result is called.
 *
 * <p>In it {@code @} stands for what is the same in all of a dashboard or table: in braces for the matchers of the
 * dashboard's variables, in {@code by (@)} and
 * {@code on (@)} for the labels of the table's rows. Quotes are single.
 *
 * @param name a line's legend, with labels as {@code {{node}}}, or a column's title
 * @param unit of this column or line, where it is not the panel's
 * @param absent what is shown where there is no value
 */
record Query(String expression, String name, Unit unit, String absent) {
    static final String UNKNOWN = "?";

    /** As Prometheus takes it, but for the variables. */
    String promql(String matchers, String labels) {
        return expression
                .replace("{@", "{" + matchers)
                .replace("by (@)", "by (" + labels + ")")
                .replace("on (@)", "on (" + labels + ")")
                .replace('\'', '"');
    }
}
