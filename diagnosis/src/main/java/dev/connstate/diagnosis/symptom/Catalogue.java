package dev.connstate.diagnosis.symptom;

import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.diagnosis.lab.Labs;
import dev.connstate.diagnosis.symptom.acceptqueue.AcceptQueueOverflow;
import dev.connstate.diagnosis.symptom.closewait.CloseWaitLeak;
import dev.connstate.diagnosis.symptom.connectstall.ConnectStall;
import dev.connstate.diagnosis.symptom.conntrack.ConntrackPressure;
import dev.connstate.diagnosis.symptom.ephemeralports.EphemeralPortExhaustion;
import dev.connstate.diagnosis.symptom.finwait2.FinWait2PileUp;
import dev.connstate.diagnosis.symptom.keepalive.IdleWithoutKeepalive;
import dev.connstate.diagnosis.symptom.keepalive.KeepaliveTooSlow;
import dev.connstate.diagnosis.symptom.memory.OrphanPressure;
import dev.connstate.diagnosis.symptom.memory.TcpMemoryPressure;
import dev.connstate.diagnosis.symptom.settings.DangerousSettings;
import dev.connstate.diagnosis.symptom.stuckclosing.StuckClosing;
import dev.connstate.diagnosis.symptom.synqueue.SynQueuePressure;
import dev.connstate.diagnosis.symptom.timewait.TimeWaitBucketOverflow;
import dev.connstate.diagnosis.symptom.timewait.TimeWaitPileUp;
import dev.connstate.diagnosis.symptom.udp.UdpNoPort;
import dev.connstate.diagnosis.symptom.udp.UdpReceiveDrops;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every symptom that is known, the most urgent first. */
public final class Catalogue {
    public static final List<Symptom> ALL = Stream.concat(
                    Stream.of(
                            new AcceptQueueOverflow(),
                            new SynQueuePressure(),
                            new ConnectStall(),
                            new EphemeralPortExhaustion(),
                            new ConntrackPressure(),
                            new TcpMemoryPressure(),
                            new OrphanPressure(),
                            new TimeWaitBucketOverflow(),
                            new UdpReceiveDrops(),
                            new CloseWaitLeak(),
                            new KeepaliveTooSlow(),
                            new IdleWithoutKeepalive(),
                            new StuckClosing(),
                            new FinWait2PileUp(),
                            new UdpNoPort(),
                            new TimeWaitPileUp()),
                    DangerousSettings.ALL.stream())
            .toList();

    private Catalogue() {}

    /** Every symptom's labs, and those that are nobody's. */
    public static Labs labs() {
        var all = ALL.stream().flatMap(symptom -> symptom.labs().stream());
        return new Labs(Stream.concat(all, HealthyLabs.ALL.stream()).toList());
    }

    /** {@link Symptom#stageOf} of a verdict's cause. */
    public static String stageOf(Verdict verdict) {
        return ALL.stream()
                .filter(symptom -> symptom.name().equals(verdict.symptom()))
                .findFirst()
                .map(symptom -> symptom.stageOf(verdict.cause()))
                .orElse(verdict.cause());
    }

    /** Where a symptom stands in the catalogue. */
    public static int rank(String name) {
        return IntStream.range(0, ALL.size())
                .filter(i -> ALL.get(i).name().equals(name))
                .findFirst()
                .orElse(ALL.size());
    }
}
