/** A report as text for people and as JSON and YAML for programs. Pure: nothing here reads or prints. */
package dev.connstate.cli.output;
