/** Whether an alert fires. Pure: what it asks, what is known of its targets and a time in, the next state out. */
package dev.connstate.operator.alert;
