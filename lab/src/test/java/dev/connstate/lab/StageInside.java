package dev.connstate.lab;

import dev.connstate.agent.testing.TestNamespace;
import dev.connstate.diagnosis.lab.Stage;
import dev.connstate.diagnosis.lab.Stage.Descriptor;
import dev.connstate.lab.libc.Libc;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage whose every call is made on the thread of a namespace, by whatever thread it was asked for. */
final class StageInside {
    private final TestNamespace namespace;
    private final KernelStage stage;
    private final List<Descriptor> opened = new ArrayList<>();

    StageInside(TestNamespace namespace) throws Exception {
        this.namespace = namespace;
        this.stage = namespace.call(() -> new KernelStage(new Libc(), new NoAudience()));
    }

    Stage stage() {
        return (Stage) Proxy.newProxyInstance(
                Stage.class.getClassLoader(),
                new Class<?>[] {Stage.class},
                (_, method, arguments) -> namespace.call(() -> call(method, arguments)));
    }

    /** The namespace would live for as long as its sockets do. */
    void close() throws Exception {
        namespace.run(() -> {
            for (var descriptor : opened) {
                try {
                    stage.close(descriptor);
                } catch (IllegalArgumentException e) {
                    // the test has closed it
                }
            }
        });
    }

    private Object call(Method method, Object[] arguments) throws Exception {
        try {
            var result = method.invoke(stage, arguments);
            switch (result) {
                case Descriptor descriptor -> opened.add(descriptor);
                case Optional<?> optional ->
                    optional.map(Descriptor.class::cast).ifPresent(opened::add);
                case null, default -> {}
            }
            return result;
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private static final class NoAudience implements Audience {
        @Override
        public void hear(String step) {
            throw new AssertionError(step);
        }

        @Override
        public void isSeated() {
            // at once
        }

        @Override
        public void seesTheLastScene() {
            throw new AssertionError("nothing is repeated here");
        }
    }
}
