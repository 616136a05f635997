package dev.connstate.agent.kernel.proc;

/** Numbers as the kernel prints them: unsigned 64 bits, kept in the bits of a long. */
final class Numbers {
    private Numbers() {}

    static long unsigned(String text) throws MalformedFile {
        return unsigned(text, 10);
    }

    static long hex(String text) throws MalformedFile {
        return unsigned(text, 16);
    }

    /** Also takes the one negative number there is, {@code Tcp.MaxConn}. */
    static long signed(String text) throws MalformedFile {
        return text.equals("-1") ? -1 : unsigned(text);
    }

    private static long unsigned(String text, int radix) throws MalformedFile {
        try {
            return Long.parseUnsignedLong(text, radix);
        } catch (NumberFormatException e) {
            throw new MalformedFile("has '%s' where a number belongs".formatted(text));
        }
    }
}
