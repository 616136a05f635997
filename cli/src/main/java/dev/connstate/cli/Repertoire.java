package dev.connstate.cli;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Labs;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.lab.Performance;
import dev.connstate.lab.Rights;
import java.util.stream.Collectors;

/** The labs that can be played, and how; tests have some without a kernel. */
record Repertoire(Labs labs, House house) {
    static final Repertoire CATALOGUE = new Repertoire(Catalogue.labs(), lab -> {
        Rights.obtain(); // may start this process anew
        return Performance.of(lab);
    });

    Lab named(String name) {
        var labs = labs().named(name);
        return switch (labs.size()) {
            case 0 -> throw new CommandException("there is no lab '%s': connstate lab list shows all".formatted(name));
            case 1 -> labs.getFirst();
            default ->
                throw new CommandException("'%s' is more than one lab: %s"
                        .formatted(name, labs.stream().map(Lab::name).collect(Collectors.joining(", "))));
        };
    }

    /** Where labs are played. */
    interface House {
        /** @throws dev.connstate.lab.LabException when a stage cannot be had */
        Performance open(Lab lab);
    }
}
