package dev.connstate.operator.fleet;

import java.util.Optional;

/**
 * A pod or a node that an alert matches.
 *
 * @param name {@code checkout-7d9f8-abcde}; in an alert of the cluster {@code shop/checkout-7d9f8-abcde}; of a node its name
 * @param nodeName empty for a pod that runs nowhere yet
 * @param sighting empty without fresh numbers
 */
public record Target(String name, String nodeName, Optional<Sighting> sighting) {}
