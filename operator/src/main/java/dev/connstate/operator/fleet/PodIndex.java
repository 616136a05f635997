package dev.connstate.operator.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which pods are under a key, each with as little around it as can be. Written by watches, read by everybody. */
final class PodIndex {
    private final Map<String, ClusterPod[]> byKey = new ConcurrentHashMap<>();

    /** In place of the one with the same uid, if there is one. */
    void put(String key, ClusterPod pod) {
        byKey.compute(key, (_, pods) -> {
            int at = pods == null ? 0 : place(pods, pod.uid());
            var next = pods == null ? new ClusterPod[1] : Arrays.copyOf(pods, Math.max(pods.length, at + 1));
            next[at] = pod;
            return next;
        });
    }

    void remove(String key, String uid) {
        byKey.computeIfPresent(key, (_, pods) -> {
            int at = place(pods, uid);
            if (at == pods.length) {
                return pods;
            }
            var next = Arrays.copyOf(pods, pods.length - 1);
            System.arraycopy(pods, at + 1, next, at, next.length - at);
            return next.length == 0 ? null : next;
        });
    }

    /** Behind the last when it is none of them. */
    private static int place(ClusterPod[] pods, String uid) {
        int place = 0;
        while (place < pods.length && !pods[place].uid().equals(uid)) {
            place++;
        }
        return place;
    }

    List<ClusterPod> of(String key) {
        var pods = byKey.get(key);
        return pods == null ? List.of() : Arrays.asList(pods);
    }

    Set<String> keys() {
        return Set.copyOf(byKey.keySet());
    }
}
