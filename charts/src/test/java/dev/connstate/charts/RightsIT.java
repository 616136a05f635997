package dev.connstate.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rights that pods ask for are those that the design gives them, and no others. */
class RightsIT {
    static List<Case> cases() {
        return Case.all("render");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    defaults | 0     | SYS_ADMIN            | true  | /proc /run/netns
                    ptrace   | 0     | SYS_ADMIN SYS_PTRACE | true  | /proc /run/netns
                    proc     | 65534 | ''                   | false | /proc
                    host     | 65534 | ''                   | true  | ''
                    """)
    void ofTheAgentInEachMode(String name, long user, String capabilities, boolean hostNetwork, String paths) {
        var pod = Case.rendered(name)
                .object(DaemonSet.class, "-agent")
                .getSpec()
                .getTemplate()
                .getSpec();
        var context = onlyContainer(pod).getSecurityContext();
        assertThat(context.getRunAsUser()).isEqualTo(user);
        assertThat(context.getCapabilities().getAdd()).isEqualTo(words(capabilities));
        assertThat(Boolean.TRUE.equals(pod.getHostNetwork())).isEqualTo(hostNetwork);
        assertThat(hostPaths(pod)).isEqualTo(words(paths));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ofEveryContainer(Case one) {
        var pods = one.objects().stream().flatMap(it -> switch (it) {
            case DaemonSet set -> Stream.of(set.getSpec().getTemplate().getSpec());
            case Deployment set -> Stream.of(set.getSpec().getTemplate().getSpec());
            case Pod pod -> Stream.of(pod.getSpec());
            default -> Stream.<PodSpec>empty();
        });
        assertThat(pods).hasSizeGreaterThan(1).allSatisfy(pod -> {
            assertThat(pod.getHostPID()).isNull();
            assertThat(pod.getHostIPC()).isNull();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            var container = onlyContainer(pod);
            assertThat(container.getVolumeMounts())
                    .as("the host's folders, which are read only")
                    .filteredOn(mount -> pod.getVolumes().stream()
                            .anyMatch(it -> it.getName().equals(mount.getName()) && it.getHostPath() != null))
                    .allMatch(mount -> mount.getReadOnly() && !"Bidirectional".equals(mount.getMountPropagation()));
            ofEveryContainer(container.getSecurityContext());
        });
    }

    private static void ofEveryContainer(SecurityContext context) {
        assertThat(context.getPrivileged()).isNull();
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void ofTheOperator() {
        var pod = Case.rendered("defaults")
                .object(Deployment.class, "-operator")
                .getSpec()
                .getTemplate()
                .getSpec();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
        assertThat(onlyContainer(pod).getSecurityContext().getCapabilities().getAdd())
                .isEmpty();
        assertThat(hostPaths(pod)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agentsHaveNoneOnTheApiServer(Case one) {
        var subjects = one.objects().stream().flatMap(it -> switch (it) {
            case RoleBinding binding -> binding.getSubjects().stream();
            case ClusterRoleBinding binding -> binding.getSubjects().stream();
            default -> Stream.<Subject>empty();
        });
        assertThat(subjects).extracting(Subject::getName).allMatch(name -> name.endsWith("operator"));
        var agent = one.object(DaemonSet.class, "agent").getSpec().getTemplate().getSpec();
        assertThat(agent.getAutomountServiceAccountToken()).isFalse();
    }

    @Test
    void ofTheOperatorInTheClusterWhereItWatchesNamespaces() {
        var role = Case.rendered("watch-namespaces").object(ClusterRole.class, "-operator");
        assertThat(role.getRules())
                .singleElement()
                .extracting(PolicyRule::getResources, PolicyRule::getVerbs)
                .containsExactly(List.of("tokenreviews"), List.of("create"));
    }

    private static Container onlyContainer(PodSpec pod) {
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(pod.getContainers()).hasSize(1);
        return pod.getContainers().getFirst();
    }

    private static List<String> hostPaths(PodSpec pod) {
        return pod.getVolumes().stream()
                .map(Volume::getHostPath)
                .filter(Objects::nonNull)
                .map(HostPathVolumeSource::getPath)
                .toList();
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
