package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.testing.KubeApiServer;
import dev.connstate.crds.testing.Tools;
import dev.connstate.operator.testing.Eventually;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The real helm. */
record Helm(Optional<Path> kubeconfig) {
    static final Path CHART = Path.of("connstate");
    private static final String DEFINITIONS = CHART.resolve("files/crds").toString();
    private static final String GROUP = "connstate.dev";

    /** At a server that then knows no release and none of our kinds. */
    static Helm atFresh(KubeApiServer server) {
        var helm = new Helm(Optional.of(server.kubeconfig()));
        helm.output("uninstall", "connstate", "-n=connstate", "--ignore-not-found");
        server.kubectl("delete", "--ignore-not-found", "-f", DEFINITIONS);
        Eventually.holds(() -> assertThat(server.kubectl("get", "--raw=/apis")).doesNotContain(GROUP));
        return helm;
    }

    /**
     * At a server that then knows no release, but our kinds. Without {@code --wait}, which no server without nodes can
     * satisfy, Helm makes alerts as soon as their definitions are accepted, and a busy server serves the kinds later.
     */
    static Helm atPrepared(KubeApiServer server) {
        var helm = atFresh(server);
        server.defineKinds();
        Eventually.holds(() -> server.kubectl("get", "clusterconnectionalerts,connectionalerts", "-A"));
        return helm;
    }

    /** What it makes of values, for a release "connstate" in a namespace of that name. */
    static Call template(Path values) {
        return new Helm(Optional.empty())
                .call("template", "connstate", "-n=connstate", "--values=" + values, "connstate");
    }

    Call call(String... arguments) {
        return Call.of(
                Tools.folder("helm/build").resolve("helm"),
                Stream.concat(Stream.of(arguments), kubeconfig.stream().map(it -> "--kubeconfig=" + it))
                        .toList());
    }

    /** @throws AssertionError if it fails, with what it printed */
    String output(String... arguments) {
        return call(arguments).expectOutput();
    }
}
