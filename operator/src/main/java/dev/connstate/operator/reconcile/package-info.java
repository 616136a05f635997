/** Resources and their statuses: what the API server asks and is told. Only the leader's run. */
package dev.connstate.operator.reconcile;
