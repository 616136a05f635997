package dev.connstate.crds.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.OutputStream;
import java.util.List;

/** What the API server is told of our kinds, made from the records. */
final class CustomResources {
    static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(
            ConnectionAlert.class,
            ClusterConnectionAlert.class,
            TuningRecommendation.class,
            ClusterTuningRecommendation.class);

    /** The generator's own writer leaves True without quotes, which is a boolean to Kubernetes' YAML 1.1. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(Feature.MINIMIZE_QUOTES, Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(Feature.WRITE_DOC_START_MARKER)
            .build();

    private CustomResources() {}

    static CustomResourceDefinition definition(Class<? extends CustomResource<?, ?>> kind) {
        var made = new Made(kind);
        new CRDGenerator()
                .customResourceClasses(List.<Class<? extends HasMetadata>>of(kind))
                .forCRDVersions("v1")
                .withImplicitPreserveUnknownFields(false)
                .withPostProcessor(made)
                .withOutput(made)
                .generate();
        return made.definition;
    }

    static String yaml(Class<? extends CustomResource<?, ?>> kind) throws JsonProcessingException {
        return YAML.writeValueAsString(new KubernetesSerialization().convertValue(definition(kind), JsonNode.class));
    }

    /** Takes the definition where the generator offers it, and lets what it would print go. */
    private static final class Made implements CRDPostProcessor, CRDOutput<OutputStream> {
        private final Class<? extends CustomResource<?, ?>> kind;
        private CustomResourceDefinition definition;

        Made(Class<? extends CustomResource<?, ?>> kind) {
            this.kind = kind;
        }

        @Override
        public HasMetadata process(HasMetadata generated, String version) {
            definition = Completion.of((CustomResourceDefinition) generated, kind);
            return definition;
        }

        @Override
        public OutputStream outputFor(String name) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void close() {}
    }
}
