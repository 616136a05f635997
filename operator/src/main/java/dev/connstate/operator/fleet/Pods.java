package dev.connstate.operator.fleet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cluster's pods, by uid, node, namespace and controller. Written by watches, read by everybody. */
public final class Pods {
    private final Map<String, ClusterPod> byUid = new ConcurrentHashMap<>();
    private final PodIndex byNode = new PodIndex();
    private final PodIndex byController = new PodIndex();
    private final Index controllers = new Index();
    private final Changes changes = new Changes();

    /** A change is told once it is made: who is told of it looks, and remembers that he has. */
    public void put(ClusterPod told) {
        var alike = byController.of(told.controllerUid());
        var pod = alike.isEmpty() ? told : told.sharing(alike.getFirst());
        var before = byUid.put(pod.uid(), pod);
        byNode.put(pod.node(), pod);
        byController.put(pod.controllerUid(), pod);
        controllers.add(pod.namespace(), pod.controllerUid());
        if (before != null && !before.controllerUid().equals(pod.controllerUid())) {
            leave(before);
        }
        if (before != null && !before.node().equals(pod.node())) {
            byNode.remove(before.node(), pod.uid());
            changes.add(before.node());
        }
        if (!pod.equals(before)) {
            changes.add(pod.node());
        }
    }

    public void remove(String uid) {
        var pod = byUid.remove(uid);
        if (pod != null) {
            byNode.remove(pod.node(), uid);
            leave(pod);
            changes.add(pod.node());
        }
    }

    public Optional<ClusterPod> of(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    public List<ClusterPod> onNode(String node) {
        return byNode.of(node);
    }

    public Stream<ClusterPod> inNamespace(String namespace) {
        return ofControllers(namespace, _ -> true);
    }

    /** All that have one controller are such, or none: so one of them is asked, of hundreds. */
    Stream<ClusterPod> ofControllers(String namespace, Predicate<ClusterPod> such) {
        return controllers.of(namespace).stream()
                .map(byController::of)
                .filter(pods -> !pods.isEmpty() && such.test(pods.getFirst()))
                .flatMap(List::stream);
    }

    /** Where there are pods; the empty name stands for those that run nowhere yet. */
    Set<String> nodes() {
        return byNode.keys();
    }

    /** Where there are pods of a namespace. */
    Set<String> nodesOf(String namespace) {
        return inNamespace(namespace).map(ClusterPod::node).collect(Collectors.toSet());
    }

    Set<String> nodesOfController(String uid) {
        return byController.of(uid).stream().map(ClusterPod::node).collect(Collectors.toSet());
    }

    /** The nodes whose pods changed since this was asked last. */
    Set<String> changed() {
        return changes.taken();
    }

    /** How often pods of a node changed, ever. */
    long changesOf(String node) {
        return changes.of(node);
    }

    public Collection<ClusterPod> all() {
        return byUid.values();
    }

    private void leave(ClusterPod pod) {
        byController.remove(pod.controllerUid(), pod.uid());
        if (byController.of(pod.controllerUid()).isEmpty()) {
            controllers.remove(pod.namespace(), pod.controllerUid());
        }
    }
}
