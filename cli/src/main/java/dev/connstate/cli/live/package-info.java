/** The view of {@code connstate run}: what moved between two reports, fitted to a screen or written as blocks. */
package dev.connstate.cli.live;
