/**
 * The dashboards, each in a file that reads like its table of contents, and the JSON that Grafana takes, made from them.
 */
package dev.connstate.charts.dashboard;
