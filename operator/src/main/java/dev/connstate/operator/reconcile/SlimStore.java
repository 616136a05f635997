package dev.connstate.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;

/** Keeps resources without the record of who manages which field: it is most of them, and nobody here asks for it. */
public final class SlimStore<R extends HasMetadata> extends BasicItemStore<R> {
    public SlimStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public R put(String key, R resource) {
        resource.getMetadata().setManagedFields(List.of());
        return super.put(key, resource);
    }
}
