/**
 * Counts the connections of all namespaces in one walk inside the kernel. The system call bpf(2), the kernel's own
 * description of its structs (BTF), a small assembler, the program, and what it leaves in maps.
 */
package dev.connstate.agent.kernel.bpf;
