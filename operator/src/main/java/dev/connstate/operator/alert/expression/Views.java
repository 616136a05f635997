package dev.connstate.operator.alert.expression;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;

/** Each row's view, made when a formula looks at it: most never ask for rows, and a target has dozens. */
final class Views<T> extends AbstractList<Map<String, Object>> implements RandomAccess {
    private final List<T> rows;
    private final Function<T, Map<String, Object>> view;

    Views(List<T> rows, Function<T, Map<String, Object>> view) {
        this.rows = rows;
        this.view = view;
    }

    @Override
    public Map<String, Object> get(int index) {
        return view.apply(rows.get(index));
    }

    @Override
    public int size() {
        return rows.size();
    }
}
