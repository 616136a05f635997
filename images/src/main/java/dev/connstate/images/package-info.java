/** The container images: a Java runtime of their own, the programs, and nothing else. */
package dev.connstate.images;
