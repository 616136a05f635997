/** Findings to recommendations: what is wrong with a workload or with nodes, what to change, and whether it helped. Pure. */
package dev.connstate.operator.tuning;
