package dev.connstate.operator.fleet;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.symptom.Catalogue;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong with nodes themselves, and not with a pod on them; each symptom of one cause on its own, whose stages are
 * one.
 */
public final class NodeFaults {
    private final Fleet fleet;

    public NodeFaults(Fleet fleet) {
        this.fleet = fleet;
    }

    /** By {@code symptom-cause}, which is stable from stage to stage: the nodes that have it, with nothing but that. */
    public Map<String, List<Target>> now(Instant now) {
        return fleet.nodes().stream()
                .flatMap(node -> keys(node, now).map(key -> Map.entry(key, node)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        Collectors.mapping(entry -> of(entry.getKey(), entry.getValue(), now), Collectors.toList())));
    }

    /** The nodes that have one of those. */
    public Set<String> nodesWith(String key, Instant now) {
        return fleet.nodes().stream()
                .filter(node -> keys(node, now).anyMatch(key::equals))
                .collect(Collectors.toSet());
    }

    /** What is known of these nodes about one of those. */
    public List<Target> of(String key, Collection<String> nodes, Instant now) {
        return nodes.stream()
                .map(node -> of(key, node, now))
                .sorted(Comparator.comparing(Target::name))
                .toList();
    }

    private Target of(String key, String node, Instant now) {
        return new Target(
                node,
                node,
                fleet.gist(node, now)
                        .map(seen -> seen.with(seen.findings().stream()
                                .filter(NodeFaults::isOfNode)
                                .filter(finding -> key(finding).equals(key))
                                .toList())));
    }

    private Stream<String> keys(String node, Instant now) {
        return Stream.of(node)
                .filter(it -> fleet.isTroubled(it, now))
                .flatMap(it -> fleet.gist(it, now).stream())
                .flatMap(seen -> seen.findings().stream())
                .filter(NodeFaults::isOfNode)
                .map(NodeFaults::key)
                .distinct();
    }

    private static boolean isOfNode(Finding finding) {
        return finding.verdict().subject().pod().isEmpty();
    }

    private static String key(Finding finding) {
        return "%s-%s".formatted(finding.verdict().symptom(), Catalogue.stageOf(finding.verdict()));
    }
}
