/** The C library, by its own names. Only here, in {@code netlink} and in {@code bpf} is foreign memory touched. */
package dev.connstate.agent.kernel.libc;
