package dev.connstate.operator.tuning;

import dev.connstate.crds.tuning.TuningPatch;
import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.crds.tuning.TuningStatus.Nodes;
import dev.connstate.operator.fleet.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For whom a recommendation is. */
public sealed interface Whose {
    TuningPatch patch(List<TuningSetting> settings);

    /** How many of what they are: {@code 2 of 6 pods}. */
    String noun();

    default Optional<Nodes> nodes(List<Target> targets) {
        return Optional.empty();
    }

    /** @param declared the sysctls that the workload's pods ask for already */
    record OfWorkload(String kind, Map<String, String> declared) implements Whose {
        @Override
        public TuningPatch patch(List<TuningSetting> settings) {
            return Patches.ofWorkload(kind, declared, settings);
        }

        @Override
        public String noun() {
            return "pods";
        }
    }

    /** All nodes that have, or had, the same finding. */
    record OfNodes() implements Whose {
        private static final int MOST_NAMES = 10;

        @Override
        public TuningPatch patch(List<TuningSetting> settings) {
            return Patches.ofNodes(settings);
        }

        @Override
        public String noun() {
            return "nodes";
        }

        @Override
        public Optional<Nodes> nodes(List<Target> targets) {
            return Optional.of(new Nodes(
                    targets.size(),
                    targets.stream()
                            .map(Target::name)
                            .sorted()
                            .limit(MOST_NAMES)
                            .toList()));
        }
    }
}
