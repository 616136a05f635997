package dev.connstate.diagnosis.lab;

import java.util.List;

/** The labs there are, in the catalogue's order. */
public record Labs(List<Lab> all) {
    public Labs {
        all = List.copyOf(all);
    }

    /** The one of this name; or else all whose name ends in this after the slash, which should be one. */
    public List<Lab> named(String name) {
        var exact = all.stream().filter(lab -> lab.name().equals(name)).toList();
        return exact.isEmpty()
                ? all.stream().filter(lab -> lab.name().endsWith("/" + name)).toList()
                : exact;
    }
}
