package dev.connstate.operator.notify;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert that fires, as Alertmanager knows one.
 *
 * @param labels tell it from all others, so nothing that changes while it fires may be among them
 * @param annotations for people
 */
public record Notice(SortedMap<String, String> labels, Map<String, String> annotations, Instant startsAt) {
    public Notice {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        annotations = Map.copyOf(annotations);
    }
}
