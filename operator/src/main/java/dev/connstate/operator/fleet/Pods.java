package dev.connstate.operator.fleet;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The cluster's pods, by uid, node and namespace. Written by watches, read by everybody. */
public final class Pods {
    private final Map<String, ClusterPod> byUid = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byNode = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byNamespace = new ConcurrentHashMap<>();

    public void put(ClusterPod pod) {
        var before = byUid.put(pod.uid(), pod);
        if (before != null && !before.node().equals(pod.node())) {
            remove(byNode, before.node(), pod.uid());
        }
        add(byNode, pod.node(), pod.uid());
        add(byNamespace, pod.namespace(), pod.uid());
    }

    public void remove(String uid) {
        var pod = byUid.remove(uid);
        if (pod != null) {
            remove(byNode, pod.node(), uid);
            remove(byNamespace, pod.namespace(), uid);
        }
    }

    public Optional<ClusterPod> of(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    public Stream<ClusterPod> onNode(String node) {
        return of(byNode.get(node));
    }

    public Stream<ClusterPod> inNamespace(String namespace) {
        return of(byNamespace.get(namespace));
    }

    public Collection<ClusterPod> all() {
        return byUid.values();
    }

    private Stream<ClusterPod> of(Set<String> uids) {
        return uids == null ? Stream.empty() : uids.stream().map(byUid::get).filter(pod -> pod != null);
    }

    private static void add(Map<String, Set<String>> index, String key, String uid) {
        index.compute(key, (_, uids) -> {
            var all = uids == null ? ConcurrentHashMap.<String>newKeySet() : uids;
            all.add(uid);
            return all;
        });
    }

    private static void remove(Map<String, Set<String>> index, String key, String uid) {
        index.computeIfPresent(key, (_, uids) -> {
            uids.remove(uid);
            return uids.isEmpty() ? null : uids;
        });
    }
}
