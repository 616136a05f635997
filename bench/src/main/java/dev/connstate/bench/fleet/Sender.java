package dev.connstate.bench.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.connstate.report.MalformedReplyException;
import dev.connstate.report.NodeReplyCodec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The agent's end of the way for one node: one connection that stays, a report in each interval, with jitter. */
final class Sender implements Runnable {
    private static final int START_INTERVALS = 4;
    private static final double JITTER = 0.1;
    private static final int NODES_OF_ADDRESS = 20; // an address may have 32 connections

    private final Course course;
    private final Reports reports;
    private final String token;
    private final SSLContext tls;
    private final int port;
    private final Lag lag;
    private final Random random;
    private String knownNames = "";
    private Optional<SSLSocket> socket = Optional.empty();

    Sender(Course course, Reports reports, String token, SSLContext tls, int port, Lag lag) {
        this.course = course;
        this.reports = reports;
        this.token = token;
        this.tls = tls;
        this.port = port;
        this.lag = lag;
        random = new Random(course.node());
    }

    @Override
    public void run() {
        long interval = course.population().size().interval().toMillis();
        try {
            // Agents are not started all at once.
            Thread.sleep(random.nextLong(START_INTERVALS * interval));
            for (int look = 0; ; look++) {
                long begin = System.nanoTime();
                report(look);
                long jittered = Math.round(interval * (1 + JITTER * (2 * random.nextDouble() - 1)));
                Thread.sleep(Math.max(0, jittered - (System.nanoTime() - begin) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(int look) {
        try {
            var message = message(reports.of(course, look, Reports.time()));
            if (socket.isEmpty()) {
                socket = Optional.of(connect());
            }
            lag.took(send(socket.get(), message));
        } catch (IOException | MalformedReplyException e) {
            lag.failed(e);
            socket = Optional.empty();
        }
    }

    /** @return nanoseconds until the reply was there */
    private long send(SSLSocket socket, byte[] message) throws IOException, MalformedReplyException {
        long begin = System.nanoTime();
        socket.getOutputStream().write(message);
        var reply = reply(socket);
        long took = System.nanoTime() - begin;
        NodeReplyCodec.decode(reply).pods().ifPresent(names -> knownNames = names.version());
        return took;
    }

    private static byte[] reply(SSLSocket socket) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream());
        var status = line(in);
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        var body = in.readNBytes(length);
        if (!status.contains(" 200 ")) {
            throw new IOException(status + ": " + new String(body, US_ASCII).strip());
        }
        return body;
    }

    private static String line(BufferedInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c == -1) {
                throw new IOException("the operator closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private byte[] message(byte[] body) {
        var message = new ByteArrayOutputStream();
        message.writeBytes("""
                POST /v1alpha1/report HTTP/1.1\r
                Host: localhost:%d\r
                Authorization: Bearer %s\r
                Content-Type: application/x-protobuf\r
                Content-Encoding: gzip\r
                Connstate-Pod-Names: %s\r
                Content-Length: %d\r
                \r
                """.formatted(port, token, knownNames, body.length).getBytes(US_ASCII));
        message.writeBytes(body);
        return message.toByteArray();
    }

    private SSLSocket connect() throws IOException {
        var plain = new Socket();
        plain.bind(new InetSocketAddress("127.0.1." + (1 + course.node() / NODES_OF_ADDRESS), 0));
        plain.connect(new InetSocketAddress("127.0.0.1", port));
        plain.setTcpNoDelay(true);
        return (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", port, true);
    }
}
