/** What kernels printed, in folders, and what is expected of it. */
package dev.connstate.agent.kernel.testing;
