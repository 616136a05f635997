/** A whole cluster for one operator: a real API server with many pods, and agents' reports made up at the real rate. */
package dev.connstate.bench.fleet;
