package dev.connstate.cli;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.lab.Labs;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.lab.Performance;
import dev.connstate.lab.Place;
import dev.connstate.lab.Rights;

/** The labs that can be played, and how; tests have some without a kernel. */
record Repertoire(Labs labs, House house) {
    static final Repertoire CATALOGUE = new Repertoire(Catalogue.labs(), (lab, place) -> {
        if (place == Place.NEW) {
            Rights.obtain(); // may start this process anew
        }
        return Performance.of(lab, place);
    });

    /** Where labs are played. */
    interface House {
        /** @throws dev.connstate.lab.LabException when a stage cannot be had */
        Performance open(Lab lab, Place place);
    }
}
