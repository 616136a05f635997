package dev.connstate.operator.tuning;

import dev.connstate.crds.tuning.TuningPatch;
import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.crds.tuning.TuningSetting.Safety;
import dev.connstate.crds.tuning.TuningSetting.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings in the form in which they are applied. What a patch holds can be applied as it stands: what somebody must
 * allow first is in the note.
 */
final class Patches {
    private static final TuningPatch NOTHING =
            new TuningPatch(TuningPatch.Type.NONE, null, "There is no setting to change: see advice.");

    private Patches() {}

    /**
     * For the pod template of a workload.
     *
     * @param kind of the workload, {@code Deployment}
     * @param declared the sysctls its pods ask for already: the list is replaced as a whole
     */
    static TuningPatch ofWorkload(String kind, Map<String, String> declared, List<TuningSetting> settings) {
        if (settings.isEmpty()) {
            return NOTHING;
        }
        var notes = new ArrayList<String>();
        var unsafe = of(settings, Scope.POD_NET_NS, Safety.UNSAFE);
        if (!unsafe.isEmpty()) {
            notes.add(
                    "Unsafe, so not in the patch: %s. First allow it on the nodes by the kubelet's --allowed-unsafe-sysctls=%s; without that new pods are refused (SysctlForbidden)."
                            .formatted(
                                    unsafe.stream()
                                            .map(setting -> setting.name() + "=" + setting.proposed())
                                            .collect(Collectors.joining(", ")),
                                    unsafe.stream().map(TuningSetting::name).collect(Collectors.joining(","))));
        }
        var ofNode = settings.stream()
                .filter(it -> it.scope() == Scope.NODE_GLOBAL || it.kubernetes() == Safety.NODE_ONLY)
                .toList();
        if (!ofNode.isEmpty()) {
            notes.add("The node's, so not in the patch: %s."
                    .formatted(ofNode.stream()
                            .map(setting -> setting.name() + "=" + setting.proposed())
                            .collect(Collectors.joining(", "))));
        }
        var safe = of(settings, Scope.POD_NET_NS, Safety.SAFE);
        if (safe.isEmpty()) {
            return new TuningPatch(TuningPatch.Type.NONE, null, String.join(" ", notes));
        }
        if (kind.equals("Pod")) {
            notes.add("A pod's sysctls cannot be changed: make it anew with these.");
        } else {
            notes.add("The pods are made anew by it.");
        }
        var all = new TreeMap<>(declared);
        safe.forEach(setting -> all.put(setting.name(), setting.proposed()));
        return new TuningPatch(TuningPatch.Type.STRATEGIC_MERGE, podTemplate(kind, all), String.join(" ", notes));
    }

    /** A file for {@code /etc/sysctl.d}. */
    static TuningPatch ofNodes(List<TuningSetting> settings) {
        if (settings.isEmpty()) {
            return NOTHING;
        }
        var lines = settings.stream()
                .map(it -> "# %s%n%s = %s%n".formatted(it.reason(), it.name(), it.proposed()))
                .collect(Collectors.joining());
        return new TuningPatch(
                TuningPatch.Type.SYSCTL_D,
                lines,
                "Write it to /etc/sysctl.d/90-connstate.conf of each node, then run sysctl --system.");
    }

    private static List<TuningSetting> of(List<TuningSetting> settings, Scope scope, Safety safety) {
        return settings.stream()
                .filter(it -> it.scope() == scope && it.kubernetes() == safety)
                .toList();
    }

    private static String podTemplate(String kind, Map<String, String> sysctls) {
        var path = switch (kind) {
            case "Pod" -> List.of("spec");
            case "CronJob" -> List.of("spec", "jobTemplate", "spec", "template", "spec");
            default -> List.of("spec", "template", "spec");
        };
        var yaml = new StringBuilder();
        var indent = "";
        for (var key : path) {
            yaml.append(indent).append(key).append(":\n");
            indent += "  ";
        }
        yaml.append(indent).append("securityContext:\n");
        yaml.append(indent).append("  sysctls:\n");
        for (var sysctl : sysctls.entrySet()) {
            yaml.append(indent).append("  - name: ").append(sysctl.getKey()).append('\n');
            yaml.append(indent)
                    .append("    value: \"")
                    .append(sysctl.getValue())
                    .append("\"\n");
        }
        return yaml.toString();
    }
}
