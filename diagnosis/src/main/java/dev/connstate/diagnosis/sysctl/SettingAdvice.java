package dev.connstate.diagnosis.sysctl;

import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Advice.Kind;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Setting.Safety;
import dev.connstate.diagnosis.finding.Setting.Scope;
import dev.connstate.diagnosis.window.NamespaceWindow;
import dev.connstate.report.NamespaceKind;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may change a setting here, and what that costs. */
final class SettingAdvice {
    private SettingAdvice() {}

    static Advice of(NamespaceWindow seen, Sysctl sysctl, String now, String proposed, String text) {
        boolean isOfNode = isOfNode(seen, sysctl);
        var setting = new Setting(
                sysctl.name(),
                isOfNode ? Scope.NODE_GLOBAL : Scope.POD_NET_NS,
                now,
                proposed,
                isOfNode
                        ? Safety.NODE_ONLY
                        : sysctl.scope().kubernetes().safety(seen.node().kernel()),
                appliesTo(seen, sysctl, isOfNode));
        return new Advice(
                isOfNode ? Kind.NODE_SYSCTL : Kind.POD_SYSCTL,
                text,
                Optional.of(setting),
                sentences(sysctl.effect().risk(), who(seen, sysctl)));
    }

    /** The host's own namespace is not a pod's to set either: Kubernetes rejects net sysctls for hostNetwork pods. */
    private static boolean isOfNode(NamespaceWindow seen, Sysctl sysctl) {
        return sysctl.scope().reach().isHost() || seen.now().kind() == NamespaceKind.HOST;
    }

    private static String appliesTo(NamespaceWindow seen, Sysctl sysctl, boolean isOfNode) {
        return seen.now().kind() == NamespaceKind.POD && !isOfNode
                ? sysctl.effect().appliesTo() + "; Kubernetes sets it only when it makes a pod, so recreate the pod"
                : sysctl.effect().appliesTo();
    }

    private static String who(NamespaceWindow seen, Sysctl sysctl) {
        if (sysctl.scope().reach().isHost()) {
            return "one value for the whole node and all of its pods";
        }
        return seen.now().kind() == NamespaceKind.HOST
                ? "for all of the host's own network, and no hostNetwork pod may set it: the node's administrator does"
                : sysctl.scope().kubernetes().text();
    }

    private static String sentences(String... phrases) {
        return Stream.of(phrases)
                .filter(phrase -> !phrase.isEmpty())
                .map(phrase -> Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".")
                .collect(Collectors.joining(" "));
    }
}
