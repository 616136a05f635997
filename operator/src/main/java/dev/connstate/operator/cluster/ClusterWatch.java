package dev.connstate.operator.cluster;

import dev.connstate.operator.fleet.Cluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Keeps a {@link Cluster} like the API server's, for as long as it is open. */
public final class ClusterWatch implements AutoCloseable {
    /** Objects of one answer: a list of 10,000 pods in one piece takes more memory than all else together. */
    private static final long PAGE = 250;

    private final KubernetesClient client;
    private final List<Watch> watches = new ArrayList<>();
    private volatile boolean synced;

    private ClusterWatch(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Returns at once; what is there already is told one by one.
     *
     * @param namespaces the only ones to look at, by the rights of Roles alone; then nodes and namespaces are not watched.
     *     Empty for all
     */
    public static ClusterWatch start(KubernetesClient client, List<String> namespaces, Cluster cluster) {
        var watch = new ClusterWatch(client);
        watch.of(ReplicaSet.class, namespaces, () -> new UidStore<>(ReplicaSet::new), owners(cluster));
        watch.of(Job.class, namespaces, () -> new UidStore<>(Job::new), owners(cluster));
        watch.of(
                Pod.class,
                namespaces,
                () -> new UidStore<>(Pod::new),
                events(
                        pod -> cluster.pods().put(Reading.pod(pod)),
                        pod -> cluster.pods().remove(pod.getMetadata().getUid())));
        if (namespaces.isEmpty()) {
            watch.of(
                    Node.class,
                    namespaces,
                    watch.named(Node.class),
                    events(
                            node -> cluster.nodes().put(node.getMetadata().getName(), Reading.labels(node)),
                            node -> cluster.nodes().remove(node.getMetadata().getName())));
            watch.of(
                    Namespace.class,
                    namespaces,
                    watch.named(Namespace.class),
                    events(
                            it -> cluster.namespaces().put(it.getMetadata().getName(), Reading.labels(it)),
                            it -> cluster.namespaces().remove(it.getMetadata().getName())));
        }
        watch.watches.forEach(it -> it.informer().start());
        return watch;
    }

    /** Whether all has been told that was there when it started: before, what is missing may only not be known yet. */
    public boolean hasSynced() {
        synced = synced || watches.stream().allMatch(Watch::hasSynced);
        return synced;
    }

    @Override
    public void close() {
        watches.forEach(it -> it.informer().stop());
    }

    /** With their names, by which they are known here. */
    private <T extends HasMetadata> Supplier<ItemStore<T>> named(Class<T> kind) {
        return () -> new ReducedStateItemStore<>(
                ReducedStateItemStore.UID_KEY_STATE, kind, client.getKubernetesSerialization(), Reading.STORED);
    }

    private <T extends HasMetadata> void of(
            Class<T> kind, List<String> namespaces, Supplier<? extends ItemStore<T>> store, Events<T> events) {
        var resources = client.resources(kind);
        var scopes = namespaces.isEmpty()
                ? List.of(resources.inAnyNamespace().withLimit(PAGE))
                : namespaces.stream()
                        .map(namespace -> resources.inNamespace(namespace).withLimit(PAGE))
                        .toList();
        for (var scope : scopes) {
            var counted = new Counted<>(events);
            watches.add(new Watch(
                    scope.runnableInformer(0)
                            .removeNamespaceIndex()
                            .itemStore(store.get())
                            // Goes on whatever happens: what is known grows old, and its age is shown.
                            .exceptionHandler((_, _) -> true)
                            .addEventHandler(counted),
                    counted.told));
        }
    }

    private static <T extends HasMetadata> Events<T> owners(Cluster cluster) {
        return events(
                it -> Reading.controller(it.getMetadata())
                        .ifPresent(
                                owner -> cluster.owners().put(it.getMetadata().getUid(), owner)),
                it -> cluster.owners().remove(it.getMetadata().getUid()));
    }

    private static <T> Events<T> events(Consumer<T> is, Consumer<T> isNot) {
        return new Events<>(is, isNot);
    }

    /** Handlers run behind the store, so what the store has need not have been told. */
    private record Watch(SharedIndexInformer<?> informer, LongAdder told) {
        boolean hasSynced() {
            return informer.hasSynced()
                    && told.sum() >= informer.getStore().listKeys().size();
        }
    }

    private record Events<T>(Consumer<T> is, Consumer<T> isNot) {}

    private record Counted<T>(Events<T> events, LongAdder told) implements ResourceEventHandler<T> {
        Counted(Events<T> events) {
            this(events, new LongAdder());
        }

        @Override
        public void onAdd(T object) {
            events.is.accept(object);
            told.increment();
        }

        @Override
        public void onUpdate(T before, T object) {
            events.is.accept(object);
        }

        @Override
        public void onDelete(T object, boolean finalStateUnknown) {
            events.isNot.accept(object);
        }
    }
}
