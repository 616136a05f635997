/** How people hear of an alert: Alertmanager, PrometheusRule, Events, metrics. Each by choice. */
package dev.connstate.operator.notify;
