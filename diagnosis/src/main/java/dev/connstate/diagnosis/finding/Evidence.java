package dev.connstate.diagnosis.finding;

/**
 * A number that speaks for the verdict.
 *
 * @param what by the kernel's name where it has one: {@code TcpExt.ListenOverflows}
 * @param value with its unit or its time: {@code +312 in 30 s}
 */
public record Evidence(String what, String value) {}
