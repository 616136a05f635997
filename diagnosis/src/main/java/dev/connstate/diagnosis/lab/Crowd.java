package dev.connstate.diagnosis.lab;

import dev.connstate.diagnosis.lab.Stage.Descriptor;
import dev.connstate.diagnosis.lab.Stage.Option;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Clients of one listener, and the ends that the listener's program has accepted of them. */
public final class Crowd {
    private final Stage stage;
    private final String address;
    private final int port;
    private final Deque<Descriptor> clients = new ArrayDeque<>();
    private final Deque<Descriptor> accepted = new ArrayDeque<>();

    public Crowd(Stage stage, String address, int port) {
        this.stage = stage;
        this.address = address;
        this.port = port;
    }

    public void connect(int connections, Option... options) {
        for (int i = 0; i < connections; i++) {
            clients.add(stage.connect(address, port, options));
        }
    }

    /** Accepts what waits. */
    public void acceptAll(Descriptor listener) {
        Optional<Descriptor> next;
        while ((next = stage.accept(listener)).isPresent()) {
            accepted.add(next.get());
        }
    }

    public int clients() {
        return clients.size();
    }

    /** The oldest clients close, so many of them. */
    public void leave(int connections) {
        for (int i = 0; i < connections && !clients.isEmpty(); i++) {
            stage.close(clients.poll());
        }
    }

    /** All clients close, and then their accepted ends. */
    public void leave() {
        leave(clients.size());
        closeAccepted();
    }

    /** The program closes all it has accepted. */
    public void closeAccepted() {
        while (!accepted.isEmpty()) {
            stage.close(accepted.poll());
        }
    }
}
