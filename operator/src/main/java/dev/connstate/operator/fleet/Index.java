package dev.connstate.operator.fleet;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which uids are under a key. Written by watches, read by everybody. */
final class Index {
    private final Map<String, Set<String>> byKey = new ConcurrentHashMap<>();

    void add(String key, String uid) {
        byKey.compute(key, (_, uids) -> {
            var all = uids == null ? ConcurrentHashMap.<String>newKeySet() : uids;
            all.add(uid);
            return all;
        });
    }

    void remove(String key, String uid) {
        byKey.computeIfPresent(key, (_, uids) -> {
            uids.remove(uid);
            return uids.isEmpty() ? null : uids;
        });
    }

    Set<String> of(String key) {
        return byKey.getOrDefault(key, Set.of());
    }
}
