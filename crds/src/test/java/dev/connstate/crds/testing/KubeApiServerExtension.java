package dev.connstate.crds.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test the {@link KubeApiServer}, which is one for all test classes of a run. */
public final class KubeApiServerExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KubeApiServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(KubeApiServer.class, _ -> start(), KubeApiServer.class);
    }

    private static KubeApiServer start() {
        try {
            return new KubeApiServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
