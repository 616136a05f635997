package dev.connstate.operator.survey;

import dev.connstate.operator.fleet.Cluster;
import dev.connstate.operator.fleet.ClusterPod;
import dev.connstate.operator.fleet.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which surveys look at a node, and at which of its running pods. Found once for many reports, until something changes
 * of which it was made; and in few bytes, since a fleet has thousands of nodes.
 */
final class Coverage {
    static final Coverage NONE = new Coverage(null, -1, List.of(), List.of(), new Survey[0], new int[0], new char[0]);

    private final Reach reach;
    private final long version;
    private final List<ClusterPod> pods;
    private final List<Survey> ofNode;
    private final Survey[] surveys;

    /** Where the places end that are a survey's. */
    private final int[] ends;

    /** Of pods, survey by survey. */
    private final char[] places;

    private Coverage(
            Reach reach,
            long version,
            List<ClusterPod> pods,
            List<Survey> ofNode,
            Survey[] surveys,
            int[] ends,
            char[] places) {
        this.reach = reach;
        this.version = version;
        this.pods = pods;
        this.ofNode = ofNode;
        this.surveys = surveys;
        this.ends = ends;
        this.places = places;
    }

    /** What changes while it is looked at makes another version than the one that is kept. */
    static Coverage of(String node, Cluster cluster, Reach reach) {
        long version = cluster.changesOf(node);
        var pods =
                cluster.pods().onNode(node).stream().filter(ClusterPod::running).toList();
        var covered = new LinkedHashMap<Survey, List<Integer>>();
        for (int i = 0; i < pods.size(); i++) {
            for (var survey : reach.into(pods.get(i).namespace())) {
                if (survey.scope().covers(pods.get(i))) {
                    covered.computeIfAbsent(survey, _ -> new ArrayList<>()).add(i);
                }
            }
        }
        var ofNode = reach.intoNodes().stream()
                .filter(survey -> survey.scope().coversNode(node))
                .toList();
        return of(reach, version, pods, ofNode, covered);
    }

    private static Coverage of(
            Reach reach, long version, List<ClusterPod> pods, List<Survey> ofNode, Map<Survey, List<Integer>> covered) {
        var ends = new int[covered.size()];
        var places = new char[covered.values().stream().mapToInt(List::size).sum()];
        int survey = 0;
        int end = 0;
        for (var its : covered.values()) {
            for (int place : its) {
                places[end++] = (char) place;
            }
            ends[survey++] = end;
        }
        return new Coverage(reach, version, pods, ofNode, covered.keySet().toArray(Survey[]::new), ends, places);
    }

    /** Whether it is still so. */
    boolean holds(String node, Cluster cluster, Reach now) {
        return reach == now && version == cluster.changesOf(node);
    }

    List<ClusterPod> pods() {
        return pods;
    }

    /** Those of the node itself. */
    List<Survey> ofNode() {
        return ofNode;
    }

    Survey[] ofPods() {
        return surveys;
    }

    Set<Survey> all() {
        var all = new HashSet<>(ofNode);
        all.addAll(List.of(surveys));
        return all;
    }

    /**
     * What one of them looks at.
     *
     * @param survey its number among {@link #ofPods}
     * @param targets by pod; null where there is none yet
     */
    List<Target> targets(int survey, Target[] targets) {
        int first = survey == 0 ? 0 : ends[survey - 1];
        var its = new ArrayList<Target>(ends[survey] - first);
        for (int i = first; i < ends[survey]; i++) {
            if (targets[places[i]] != null) {
                its.add(targets[places[i]]);
            }
        }
        return its;
    }
}
