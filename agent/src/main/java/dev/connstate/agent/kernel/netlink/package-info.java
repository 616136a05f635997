/** sock_diag(7): the structs as layouts, the messages as bytes, the socket that carries them. */
package dev.connstate.agent.kernel.netlink;
