package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

@Group("connstate.dev")
@Version("v1alpha1")
@Kind("ClusterTuningRecommendation")
@ShortNames("ctr")
@Categories("connstate")
@JsonClassDescription(
        "What to change on nodes whose connections are in trouble, with the evidence, made by the operator for all nodes "
                + "with the same findings. You decide in spec.decision; Connstate then watches whether it was applied and whether "
                + "it helped.")
@AdditionalPrinterColumn(name = "NODES", type = Type.INTEGER, jsonPath = ".status.nodes.count")
@AdditionalPrinterColumn(name = "SETTINGS", type = Type.INTEGER, jsonPath = ".status.settingsCount")
@AdditionalPrinterColumn(name = "CONFIDENCE", jsonPath = ".status.confidence")
@AdditionalPrinterColumn(name = "DECISION", jsonPath = ".spec.decision")
@AdditionalPrinterColumn(name = "APPLIED", jsonPath = ".status.conditions[?(@.type==\"Applied\")].status")
@AdditionalPrinterColumn(name = "AGE", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
public final class ClusterTuningRecommendation extends CustomResource<ClusterTuningRecommendationSpec, TuningStatus> {
    private static final long serialVersionUID = 1;
}
