package dev.connstate.operator.intake;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ThreadLocalRandom;

/** One request after the other: its head, its token, its body, its answer. Nothing is read of whoever is not known. */
final class Desk {
    static final String PATH = "/v1alpha1/report";

    private final Authenticator authenticator;
    private final Reading reading;
    private final WorkerExecutor readers;
    private final IntakeSettings settings;
    private final Guests guests;
    private final Room room;
    private final IntakeMetrics metrics;

    Desk(
            Authenticator authenticator,
            Reading reading,
            WorkerExecutor readers,
            IntakeSettings settings,
            Guests guests,
            Room room,
            IntakeMetrics metrics) {
        this.authenticator = authenticator;
        this.reading = reading;
        this.readers = readers;
        this.settings = settings;
        this.guests = guests;
        this.room = room;
        this.metrics = metrics;
    }

    void serve(HttpServerRequest request) {
        request.pause();
        guests.asked(request.connection());
        request.response().endHandler(_ -> guests.answered(request.connection()));
        request.response().exceptionHandler(_ -> {}); // gone: the connection's close handler counts it
        takeIn(request).onComplete(result -> {
            if (request.response().closed()) {
                return;
            }
            switch (result.cause()) {
                case null -> accept(request, result.result());
                case RefusedException refused -> refuse(request, refused);
                case Throwable defect -> {
                    System.getLogger(Desk.class.getName())
                            .log(System.Logger.Level.ERROR, "a report could not be taken: ours to repair", defect);
                    refuse(request, new RefusedException(Refusal.BROKEN, "the operator failed: its log says why"));
                }
            }
        });
    }

    private Future<byte[]> takeIn(HttpServerRequest request) {
        try {
            var token = Heads.check(request, settings.largestBody());
            return Future.fromCompletionStage(authenticator.identify(token), Vertx.currentContext())
                    .compose(identity -> switch (identity) {
                        case Identity.Agent agent -> read(request, agent);
                        case Identity.Stranger(var refusal, var reason) ->
                            Future.failedFuture(new RefusedException(refusal, reason));
                        case Identity.Unknown(var reason) ->
                            Future.failedFuture(new RefusedException(Refusal.UNAVAILABLE, reason));
                    });
        } catch (RefusedException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<byte[]> read(HttpServerRequest request, Identity.Agent agent) {
        Room.Place place;
        try {
            place = room.enter(agent.nodeName());
        } catch (RefusedException e) {
            return Future.failedFuture(e);
        }
        return Body.of(request, settings.largestBody(), place)
                .onSuccess(body -> metrics.read(body.length))
                .compose(body -> readers.executeBlocking(
                        () -> reading.answer(agent, body, Heads.isGzip(request), Heads.knownNames(request)), false))
                .onComplete(_ -> place.leave());
    }

    private void accept(HttpServerRequest request, byte[] reply) {
        metrics.received();
        request.response().putHeader("Content-Type", "application/x-protobuf").end(Buffer.buffer(reply));
    }

    private void refuse(HttpServerRequest request, RefusedException refused) {
        metrics.refused(refused.refusal());
        var response = request.response()
                .setStatusCode(refused.refusal().status())
                .putHeader("Content-Type", "text/plain; charset=utf-8");
        if (refused.refusal().isForNow()) {
            // Spread, so that those who were sent away together do not come back together.
            response.putHeader(
                    "Retry-After", Integer.toString(ThreadLocalRandom.current().nextInt(1, 6)));
        }
        if (refused.refusal() == Refusal.NO_TOKEN) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        boolean whole = request.isEnded();
        if (!whole) {
            response.putHeader("Connection", "close");
        }
        response.end(refused.getMessage() + "\n").onComplete(_ -> {
            if (!whole) {
                guests.leaving(request.connection());
                Body.forget(request, settings.largestBody());
            }
        });
    }
}
