/** The stage of the labs: real sockets in a private network namespace. */
package dev.connstate.lab;
