package dev.connstate.operator.reconcile;

import dev.connstate.operator.notify.Board;
import dev.connstate.operator.notify.Events;
import dev.connstate.operator.notify.PrometheusRules;
import dev.connstate.operator.survey.Surveys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the alerts' reconcilers work with.
 *
 * @param knowsCluster whether the watches have told all there is
 * @param interval between two evaluations
 * @param rules empty where no PrometheusRules are wished for
 */
public record Desk(
        Surveys surveys,
        BooleanSupplier knowsCluster,
        Board board,
        Events events,
        Optional<PrometheusRules> rules,
        InstantSource clock,
        Duration interval) {}
