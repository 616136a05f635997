package dev.connstate.operator.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The body of a request, read up to a bound. While it waits to be decoded it is as many bytes as came, and no more. */
final class Body {
    private final List<Buffer> chunks = new ArrayList<>();
    private int length;

    private Body() {}

    /**
     * The request is paused, and goes on here.
     *
     * @param place grows with it
     */
    static Future<byte[]> of(HttpServerRequest request, int largest, Room.Place place) {
        var done = Promise.<byte[]>promise();
        var body = new Body();
        request.handler(chunk -> {
            try {
                if (body.length + chunk.length() > largest) {
                    throw tooLarge(largest);
                }
                place.grow(chunk.length());
                body.add(chunk);
            } catch (RefusedException e) {
                request.pause();
                done.tryFail(e);
            }
        });
        request.endHandler(_ -> done.tryComplete(body.taken()));
        request.exceptionHandler(
                broken -> done.tryFail(new RefusedException(Refusal.MALFORMED, "the request broke off: " + broken)));
        request.resume();
        return done.future();
    }

    /**
     * Takes in what is left of a request that has its answer, keeps nothing, and closes. A socket that is closed before
     * it is read to the end answers with RST, and with an RST the other side loses the answer it has not read yet
     * (tcp_close in net/ipv4/tcp.c).
     *
     * @param most bytes; who sends more is not waited for
     */
    static void forget(HttpServerRequest request, int most) {
        var connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        var left = new AtomicInteger(most);
        request.exceptionHandler(_ -> connection.close());
        request.endHandler(_ -> connection.close());
        request.handler(chunk -> {
            if (left.addAndGet(-chunk.length()) < 0) {
                connection.close();
            }
        });
        request.resume();
    }

    private void add(Buffer chunk) {
        chunks.add(chunk);
        length += chunk.length();
    }

    /** The request keeps this for as long as it has no answer, so nothing stays here. */
    private byte[] taken() {
        var bytes = new byte[length];
        int place = 0;
        for (var chunk : chunks) {
            chunk.getBytes(bytes, place);
            place += chunk.length();
        }
        chunks.clear();
        return bytes;
    }

    static RefusedException tooLarge(int largest) {
        return new RefusedException(
                Refusal.TOO_LARGE, "the body is larger than %d bytes: give the agent a lower --top".formatted(largest));
    }
}
