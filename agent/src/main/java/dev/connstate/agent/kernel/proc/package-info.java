/** The files of proc, one class for each kernel file: reading and parsing are separate. */
package dev.connstate.agent.kernel.proc;
