package dev.connstate.agent.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/**
 * UTF-8 for one thread. Java's own writers take a lock for each piece, and the library writes a page of a million characters
 * nearly one by one.
 */
final class PageWriter extends Writer {
    private final OutputStream out;
    private final byte[] bytes = new byte[8192];
    private final StringBuilder wide = new StringBuilder();
    private int size;

    PageWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int character) throws IOException {
        if (character >= 0x80) {
            wide.append((char) character); // perhaps the first half of one
            return;
        }
        if (!wide.isEmpty()) {
            writeWide();
        }
        put((byte) character);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }

    private void writeWide() throws IOException {
        for (byte each : wide.toString().getBytes(UTF_8)) {
            put(each);
        }
        wide.setLength(0);
    }

    private void put(byte value) throws IOException {
        if (size == bytes.length) {
            flushBytes();
        }
        bytes[size++] = value;
    }

    private void flushBytes() throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    @Override
    public void flush() throws IOException {
        writeWide();
        flushBytes();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
