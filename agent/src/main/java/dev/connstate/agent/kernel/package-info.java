/** The kernel's own words: libc calls, netlink messages and the files of proc, each read and parsed separately. */
package dev.connstate.agent.kernel;
