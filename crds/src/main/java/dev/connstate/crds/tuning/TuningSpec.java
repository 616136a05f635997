package dev.connstate.crds.tuning;

import java.time.ZonedDateTime;

/** What a person decides: all of a recommendation that is not the operator's. */
public sealed interface TuningSpec permits TuningRecommendationSpec, ClusterTuningRecommendationSpec {
    Decision decision();

    /** Null when not dismissed, or dismissed for ever. */
    ZonedDateTime dismissedUntil();
}
