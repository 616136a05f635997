package dev.connstate.operator.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.crds.tuning.Confidence;
import dev.connstate.crds.tuning.TuningPatch;
import dev.connstate.crds.tuning.TuningSetting;
import dev.connstate.crds.tuning.TuningSetting.Safety;
import dev.connstate.crds.tuning.TuningSetting.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatchesTest {
    private static final TuningSetting PORTS = setting(Shop.PORTS, Scope.POD_NET_NS, Safety.SAFE, "1024 60999");
    private static final TuningSetting SOMAXCONN = setting(Shop.SOMAXCONN, Scope.POD_NET_NS, Safety.UNSAFE, "16384");
    private static final TuningSetting MEMORY =
            setting("net.ipv4.tcp_mem", Scope.NODE_GLOBAL, Safety.NODE_ONLY, "1 2 3");

    @Test
    void safeOnesAreInThePatchBesideThoseThatWereThere() {
        var patch = Patches.ofWorkload(
                "Deployment", Map.of("net.ipv4.tcp_syncookies", "1"), List.of(PORTS, SOMAXCONN, MEMORY));
        assertThat(patch.type()).isEqualTo(TuningPatch.Type.STRATEGIC_MERGE);
        assertThat(patch.content()).isEqualTo("""
                spec:
                  template:
                    spec:
                      securityContext:
                        sysctls:
                        - name: net.ipv4.ip_local_port_range
                          value: "1024 60999"
                        - name: net.ipv4.tcp_syncookies
                          value: "1"
                """);
        assertThat(patch.note())
                .contains("--allowed-unsafe-sysctls=net.core.somaxconn")
                .contains("The node's, so not in the patch: net.ipv4.tcp_mem=1 2 3.")
                .endsWith("The pods are made anew by it.");
    }

    @Test
    void unsafeOnesAloneMakeNoPatch() {
        var patch = Patches.ofWorkload("Deployment", Map.of(), List.of(SOMAXCONN));
        assertThat(patch.type()).isEqualTo(TuningPatch.Type.NONE);
        assertThat(patch.content()).isNull();
        assertThat(patch.note()).startsWith("Unsafe, so not in the patch: net.core.somaxconn=16384.");
    }

    @Test
    void aCronJobsPodsAreFurtherDown() {
        assertThat(Patches.ofWorkload("CronJob", Map.of(), List.of(PORTS)).content())
                .startsWith("""
                spec:
                  jobTemplate:
                    spec:
                      template:
                        spec:
                          securityContext:
                            sysctls:
                            - name: net.ipv4.ip_local_port_range
                """);
    }

    @Test
    void nodesGetAFile() {
        var patch = Patches.ofNodes(List.of(MEMORY));
        assertThat(patch.type()).isEqualTo(TuningPatch.Type.SYSCTL_D);
        assertThat(patch.content()).isEqualTo("""
                # some/cause
                net.ipv4.tcp_mem = 1 2 3
                """);
    }

    @Test
    void noSettingIsNoPatch() {
        assertThat(Patches.ofWorkload("Deployment", Map.of(), List.of()).type()).isEqualTo(TuningPatch.Type.NONE);
        assertThat(Patches.ofNodes(List.of()).type()).isEqualTo(TuningPatch.Type.NONE);
    }

    private static TuningSetting setting(String name, Scope scope, Safety safety, String proposed) {
        return new TuningSetting(name, scope, safety, "0", proposed, Confidence.HIGH, "", null, "some/cause");
    }
}
