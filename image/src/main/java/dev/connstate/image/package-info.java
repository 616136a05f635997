/** The container images: a Java runtime cut to size, the C library, a program, and nothing else. */
package dev.connstate.image;
