/** Which replica decides. */
package dev.connstate.operator.lead;
