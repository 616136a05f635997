/** Where reports come in: HTTPS, who sent it, what it says, and the answer. Slow and hostile clients cost others nothing. */
package dev.connstate.operator.intake;
