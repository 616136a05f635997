/** The report as Prometheus metrics; {@link dev.connstate.agent.metrics.MetricNames} has every name. */
package dev.connstate.agent.metrics;
