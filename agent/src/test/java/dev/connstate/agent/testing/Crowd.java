package dev.connstate.agent.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many namespaces at once, in each of them nothing, or a listener with connections that nobody accepts. */
public final class Crowd implements AutoCloseable {
    private final List<TestNamespace> namespaces = new ArrayList<>();
    private final List<Sockets> sockets = new ArrayList<>();

    private Crowd() {}

    public static Crowd of(int size) throws Exception {
        return of(size, 0, 0);
    }

    /** In each {@code pairs} connections to {@code port}, of one family after the other. */
    public static Crowd of(int size, int port, int pairs) throws Exception {
        var crowd = new Crowd();
        try {
            for (int i = 0; i < size; i++) {
                crowd.add(Family.values()[i % Family.values().length], port, pairs);
            }
            return crowd;
        } catch (Exception e) {
            crowd.close();
            throw e;
        }
    }

    private void add(Family family, int port, int pairs) throws Exception {
        var namespace = new TestNamespace();
        namespaces.add(namespace);
        if (pairs > 0) {
            var inside = new Sockets(namespace, family);
            sockets.add(inside);
            inside.listen(port, pairs);
            for (int pair = 0; pair < pairs; pair++) {
                inside.connect(port);
            }
        }
    }

    public List<TestNamespace> namespaces() {
        return namespaces;
    }

    /** As {@link TestNamespace#id}. */
    public long[] ids() {
        return namespaces.stream().mapToLong(TestNamespace::id).toArray();
    }

    @Override
    public void close() throws IOException {
        sockets.forEach(Sockets::close);
        for (var namespace : namespaces) {
            namespace.close();
        }
    }
}
