/** From what the kernel package reads to a node's report: which namespaces there are, when to walk which table. */
package dev.connstate.agent.observe;
