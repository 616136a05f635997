/** What symptoms, states, counters, settings and ideas mean: pages in markdown, found by forgiving names. */
package dev.connstate.diagnosis.explain;
