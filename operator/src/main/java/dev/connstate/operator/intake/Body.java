package dev.connstate.operator.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request, read up to a bound. */
final class Body {
    private Body() {}

    /**
     * The request is paused, and goes on here.
     *
     * @param place grows with it
     */
    static Future<byte[]> of(HttpServerRequest request, int largest, Room.Place place) {
        var done = Promise.<byte[]>promise();
        var bytes = Buffer.buffer();
        request.handler(chunk -> {
            try {
                if (bytes.length() + chunk.length() > largest) {
                    throw tooLarge(largest);
                }
                place.grow(chunk.length());
                bytes.appendBuffer(chunk);
            } catch (RefusedException e) {
                request.pause();
                done.tryFail(e);
            }
        });
        request.endHandler(_ -> done.tryComplete(bytes.getBytes()));
        request.exceptionHandler(
                broken -> done.tryFail(new RefusedException(Refusal.MALFORMED, "the request broke off: " + broken)));
        request.resume();
        return done.future();
    }

    static RefusedException tooLarge(int largest) {
        return new RefusedException(
                Refusal.TOO_LARGE, "the body is larger than %d bytes: give the agent a lower --top".formatted(largest));
    }
}
