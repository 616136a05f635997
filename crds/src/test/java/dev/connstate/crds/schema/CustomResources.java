package dev.connstate.crds.schema;

import dev.connstate.crds.alert.ClusterConnectionAlert;
import dev.connstate.crds.alert.ConnectionAlert;
import dev.connstate.crds.tuning.ClusterTuningRecommendation;
import dev.connstate.crds.tuning.TuningRecommendation;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDGenerator.CRDOutput;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the API server is told of our kinds, made from the records. */
final class CustomResources {
    static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(
            ConnectionAlert.class,
            ClusterConnectionAlert.class,
            TuningRecommendation.class,
            ClusterTuningRecommendation.class);

    private CustomResources() {}

    /** The custom resource definition as YAML. */
    static String yaml(Class<? extends CustomResource<?, ?>> kind) {
        var written = new Written();
        new CRDGenerator()
                .customResourceClasses(List.<Class<? extends HasMetadata>>of(kind))
                .forCRDVersions("v1")
                .withImplicitPreserveUnknownFields(false)
                .withMinQuotes(true)
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata definition, String version) {
                        return Completion.of((CustomResourceDefinition) definition, kind);
                    }
                })
                .withOutput(written)
                .generate();
        return written.text();
    }

    private record Written(ByteArrayOutputStream bytes) implements CRDOutput<ByteArrayOutputStream> {
        Written() {
            this(new ByteArrayOutputStream());
        }

        @Override
        public ByteArrayOutputStream outputFor(String name) {
            return bytes;
        }

        /** Without the generator's own first line. */
        String text() {
            var text = bytes.toString(StandardCharsets.UTF_8);
            return text.substring(text.indexOf("apiVersion:"));
        }

        @Override
        public void close() {}
    }
}
