/** A C library that answers from a script: no kernel, no rights. */
package dev.connstate.agent.kernel.libc.testing;
