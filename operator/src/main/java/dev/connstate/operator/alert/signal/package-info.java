/** What an alert measures of one target: a sighting to a number and whose it is, or to the reason why there is none. */
package dev.connstate.operator.alert.signal;
