package dev.connstate.operator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Of objects of which there are a hundred thousand only their uids, by which those that are gone are known: what else is
 * kept of them is ours to keep. What it gives is empty but for that, so that a list that is asked for again tells of each
 * as changed.
 */
final class UidStore<T extends HasMetadata> implements ItemStore<T> {
    private final Set<String> uids = ConcurrentHashMap.newKeySet();
    private final Supplier<T> empty;

    UidStore(Supplier<T> empty) {
        this.empty = empty;
    }

    @Override
    public String getKey(T object) {
        return object.getMetadata().getUid();
    }

    @Override
    public T put(String key, T object) {
        return uids.add(key) ? null : of(key);
    }

    @Override
    public T remove(String key) {
        return uids.remove(key) ? of(key) : null;
    }

    @Override
    public T get(String key) {
        return uids.contains(key) ? of(key) : null;
    }

    @Override
    public Stream<String> keySet() {
        return uids.stream();
    }

    @Override
    public Stream<T> values() {
        return uids.stream().map(this::of);
    }

    @Override
    public int size() {
        return uids.size();
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    private T of(String uid) {
        var object = empty.get();
        object.setMetadata(new ObjectMetaBuilder().withUid(uid).build());
        return object;
    }
}
