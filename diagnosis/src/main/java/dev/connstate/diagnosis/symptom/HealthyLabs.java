package dev.connstate.diagnosis.symptom;

import dev.connstate.diagnosis.lab.Lab;
import java.util.List;

/** Look-alikes of no symptom in particular. */
final class HealthyLabs {
    static final List<Lab> ALL = List.of(Lab.healthy(
            "idle",
            "A namespace in which nothing happens.",
            stage -> stage.says("nothing happens, and there is not one socket")));

    private HealthyLabs() {}
}
