/** The C library, by its own names. Only here and in {@code netlink} is foreign memory touched. */
package dev.connstate.agent.kernel.libc;
