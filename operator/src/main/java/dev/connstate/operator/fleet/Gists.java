package dev.connstate.operator.fleet;

import dev.connstate.report.NamespaceKind;
import dev.connstate.report.NamespaceReport;
import dev.connstate.report.NodeReport;
import dev.connstate.report.Pod;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of a node's namespaces hardly ever changes, in the order of its report. A fleet has a hundred thousand, so each
 * takes three words.
 *
 * @param pods the uids; {@link #HOST} is the node's own, {@link #NOBODY} of whom nobody asks
 */
record Gists(long[] ids, String[] pods, Gist[] gists) {
    static final String HOST = "";
    private static final String NOBODY = "?";
    static final Gists NONE = new Gists(new long[0], new String[0], new Gist[0]);

    /** These, where the report says the same: old objects cost a collector nothing. */
    Gists after(NodeReport report) {
        return isOf(report.namespaces()) ? this : of(report.namespaces());
    }

    private static Gists of(List<NamespaceReport> namespaces) {
        var next = new Gists(new long[namespaces.size()], new String[namespaces.size()], new Gist[namespaces.size()]);
        for (int i = 0; i < namespaces.size(); i++) {
            var namespace = namespaces.get(i);
            next.ids[i] = namespace.id();
            next.pods[i] = pod(namespace);
            next.gists[i] = i > 0 && next.gists[i - 1].isOf(namespace) ? next.gists[i - 1] : Gist.of(namespace);
        }
        return next;
    }

    private boolean isOf(List<NamespaceReport> namespaces) {
        boolean same = ids.length == namespaces.size();
        for (int i = 0; same && i < ids.length; i++) {
            var namespace = namespaces.get(i);
            same = ids[i] == namespace.id() && pods[i].equals(pod(namespace)) && gists[i].isOf(namespace);
        }
        return same;
    }

    private static String pod(NamespaceReport namespace) {
        return namespace.pod().map(Pod::uid).orElse(namespace.kind() == NamespaceKind.HOST ? HOST : NOBODY);
    }

    /** Which of the report's namespaces is that of a pod, or with {@link #HOST} the node's own. */
    OptionalInt number(String pod) {
        for (int i = 0; i < pods.length; i++) {
            if (pods[i].equals(pod)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    NamespaceReport like(int number) {
        boolean isPod = !pods[number].equals(HOST);
        return gists[number].like(
                ids[number], Optional.of(pods[number]).filter(_ -> isPod).map(Pod::new));
    }
}
