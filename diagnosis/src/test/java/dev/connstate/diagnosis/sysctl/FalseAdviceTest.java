package dev.connstate.diagnosis.sysctl;

import static dev.connstate.diagnosis.sysctl.Wanted.advice;
import static dev.connstate.diagnosis.sysctl.Wanted.ofNode;
import static dev.connstate.diagnosis.sysctl.Wanted.ofPod;
import static dev.connstate.diagnosis.sysctl.Wanted.violation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.connstate.diagnosis.finding.Advice.Kind;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Setting.Safety;
import dev.connstate.diagnosis.finding.Setting.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Advice must say what is true, to whom it concerns, and once. */
class FalseAdviceTest {
    private static final String ANY = "some-symptom";

    @Test
    void advisesWhatIsTrue() {
        var name = "net.ipv4.tcp_fin_timeout";
        var good = ofPod(name, "60", "30");
        assertThat(violation(Seen.pod(), ANY, "", good)).isEmpty();
        assertThat(violation(Seen.pod().with(name, "40"), ANY, "", good))
                .contains(name + "=30 is not now what the advice says.");
        assertThat(violation(Seen.pod().without(name), ANY, "", good))
                .contains(name + "=30 is proposed without knowing what it is now.");
        assertThat(violation(Seen.pod(), ANY, "", ofPod("tcp_fin_timeout", "60", "30")))
                .contains("tcp_fin_timeout=30 is not in the table.");
        assertThat(violation(Seen.pod(), ANY, "", ofPod("net.ipv4.tcp_nothing", "60", "30")))
                .contains("net.ipv4.tcp_nothing=30 is not in the table.");
        assertThat(violation(Seen.pod().with(name, "x"), ANY, "", ofPod(name, "x", "30")))
                .isPresent();
    }

    @Test
    void sendsAdviceToWhomItConcerns() {
        var name = "net.ipv4.tcp_fin_timeout";
        var onNode = ofNode(name, "60", "30");
        assertThat(violation(Seen.host(), ANY, "", onNode)).isEmpty();
        assertThat(violation(Seen.pod(), ANY, "", onNode))
                .contains(name + "=30 is proposed on the node, whose value a pod does not inherit.");
        assertThat(violation(Seen.host(), ANY, "", ofPod(name, "60", "30")))
                .contains(name + "=30 is proposed for a pod in the host's network.");
        var global = "net.netfilter.nf_conntrack_max";
        assertThat(violation(
                        Seen.pod().withHost(global, "262144"),
                        ANY,
                        "",
                        advice(
                                Kind.POD_SYSCTL,
                                new Setting(
                                        global, Scope.POD_NET_NS, "262144", "524288", Safety.NODE_ONLY, "at once"))))
                .contains(global + "=524288 is one for the host, and proposed for a pod.");
        assertThat(violation(
                        Seen.pod(),
                        ANY,
                        "",
                        advice(
                                Kind.NODE_SYSCTL,
                                new Setting(name, Scope.POD_NET_NS, "60", "30", Safety.SAFE, "at once"))))
                .isPresent();
    }

    @Test
    void safetyIsThatOfKubernetes() {
        var unsafe = new Setting("net.core.somaxconn", Scope.POD_NET_NS, "4096", "8192", Safety.SAFE, "at once");
        assertThat(violation(Seen.pod(), ANY, "", advice(Kind.POD_SYSCTL, unsafe)))
                .contains("net.core.somaxconn=8192 is called safer or less safe than Kubernetes has it.");
    }

    @Test
    void noSettingIsProposedAndRefusedOrProposedTwice() {
        var good = ofPod("net.ipv4.tcp_fin_timeout", "60", "30");
        var refused = Seen.pod().verdict(ANY, "", List.of(good), new Refusal("net.ipv4.tcp_fin_timeout", "No."));
        assertThat(Forbidden.violation(refused, Seen.pod().window())).isPresent();
        var other = Seen.pod().verdict(ANY, "", List.of(good), new Refusal("net.ipv4.tcp_fin_timeout lowered", "No."));
        assertThat(Forbidden.violation(other, Seen.pod().window())).isEmpty();
        assertThat(violation(Seen.pod(), ANY, "", good, good)).contains("net.ipv4.tcp_fin_timeout is proposed twice.");
    }
}
