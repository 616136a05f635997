package dev.connstate.cli.output;

import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Subject.Endpoint;
import dev.connstate.diagnosis.finding.Subject.Target;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The subject of a finding in words. */
final class FindingWho {
    private FindingWho() {}

    /** {@code pod 6f3c…, process java(4711), listener [::]:8080, netns 4026532301}. */
    static String full(Subject subject) {
        var parts = new ArrayList<String>();
        subject.pod().ifPresent(pod -> parts.add("pod " + pod.uid()));
        subject.process().ifPresent(process -> parts.add("process " + Cells.process(process)));
        subject.listener().ifPresent(listener -> parts.add("listener " + listener(listener)));
        subject.destination()
                .ifPresent(target -> parts.add("destination " + destination(target) + " from " + target.source()));
        parts.add("netns " + subject.namespace());
        return String.join(", ", parts);
    }

    /** {@code 6f3c1a2e… java(4711) [::]:8080}: what fits a cell and still tells one from another. */
    static String brief(Subject subject) {
        var names = Stream.concat(
                        subject.pod().map(pod -> NamespaceSection.pod(pod.uid(), Detail.NORMAL)).stream(),
                        subject.process().map(Cells::process).stream())
                .toList();
        return Stream.of(
                        names.isEmpty() ? Stream.of("netns " + subject.namespace()) : names.stream(),
                        subject.listener().map(FindingWho::listener).stream(),
                        subject.destination().map(target -> "→ " + destination(target)).stream())
                .flatMap(parts -> parts)
                .collect(Collectors.joining(" "));
    }

    private static String listener(Endpoint listener) {
        return listener.address().withPort(listener.port());
    }

    private static String destination(Target target) {
        return target.address().withPort(target.port());
    }
}
