package dev.connstate.agent.observe;

import dev.connstate.report.Address;

/** An address and port that is listened on; several sockets may share it (SO_REUSEPORT). */
record ListeningPoint(int family, Address address, int port) {}
