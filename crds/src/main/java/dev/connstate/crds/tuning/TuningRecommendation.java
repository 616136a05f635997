package dev.connstate.crds.tuning;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

@Group("connstate.dev")
@Version("v1alpha1")
@Kind("TuningRecommendation")
@ShortNames({"tr", "tunerec"})
@Categories("connstate")
@JsonClassDescription(
        "What to change for one workload whose connections are in trouble, with the evidence, made by the operator. You "
                + "decide in spec.decision; Connstate then watches whether it was applied and whether it helped.")
@AdditionalPrinterColumn(name = "KIND", jsonPath = ".spec.targetRef.kind")
@AdditionalPrinterColumn(name = "TARGET", jsonPath = ".spec.targetRef.name")
@AdditionalPrinterColumn(name = "SETTINGS", type = Type.INTEGER, jsonPath = ".status.settingsCount")
@AdditionalPrinterColumn(name = "CONFIDENCE", jsonPath = ".status.confidence")
@AdditionalPrinterColumn(name = "DECISION", jsonPath = ".spec.decision")
@AdditionalPrinterColumn(name = "APPLIED", jsonPath = ".status.conditions[?(@.type==\"Applied\")].status")
@AdditionalPrinterColumn(name = "AGE", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
public final class TuningRecommendation extends CustomResource<TuningRecommendationSpec, TuningStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1;
}
