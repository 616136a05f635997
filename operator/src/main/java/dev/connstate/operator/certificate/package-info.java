/** The certificate that the operator shows its agents: from a Secret that somebody else looks after, or self-made. */
package dev.connstate.operator.certificate;
