package dev.connstate.crds.alert;

import dev.connstate.crds.Severity;
import io.fabric8.kubernetes.api.model.Duration;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** What both kinds of alert say. Whatever is absent is null; the API server has put the defaults in. */
public sealed interface AlertSpec permits ConnectionAlertSpec, ClusterConnectionAlertSpec {
    String summary();

    Signal signal();

    /** In the signal's unit. */
    Quantity moreThan();

    Aggregation aggregation();

    /** How long it must last before the alert fires. */
    Duration forDuration();

    /** How long the alert goes on firing when it is over. */
    Duration keepFiringFor();

    Severity severity();

    Map<String, String> labels();

    String runbookURL();

    Boolean suspend();
}
