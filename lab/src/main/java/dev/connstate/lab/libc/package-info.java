/** The C library, by its own names. */
package dev.connstate.lab.libc;
