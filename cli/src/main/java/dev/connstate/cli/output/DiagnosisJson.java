package dev.connstate.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.EnumNamingStrategy;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connstate.cli.output.Diagnosed.Watched;
import dev.connstate.cli.output.Diagnosed.Window;
import dev.connstate.diagnosis.finding.Advice;
import dev.connstate.diagnosis.finding.Confidence;
import dev.connstate.diagnosis.finding.Evidence;
import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.diagnosis.finding.Refusal;
import dev.connstate.diagnosis.finding.Setting;
import dev.connstate.diagnosis.finding.Severity;
import dev.connstate.diagnosis.finding.Subject;
import dev.connstate.diagnosis.finding.Verdict;
import dev.connstate.report.Node;
import java.time.Instant;
import java.util.List;

/** Findings as JSON and YAML: a contract, described by docs/diagnosis.schema.json. */
public final class DiagnosisJson {
    private static final ObjectMapper JSON = configured(JsonMapper.builder());
    private static final ObjectMapper YAML = configured(SnapshotJson.yamlBuilder());

    private DiagnosisJson() {}

    public static String json(Diagnosed diagnosed) {
        return write(JSON, diagnosed) + "\n";
    }

    public static String yaml(Diagnosed diagnosed) {
        return write(YAML, diagnosed);
    }

    private static String write(ObjectMapper mapper, Diagnosed diagnosed) {
        try {
            return mapper.writeValueAsString(Document.of(diagnosed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a diagnosis that cannot be written", e);
        }
    }

    static <M extends ObjectMapper> M configured(MapperBuilder<M, ?> builder) {
        for (var type : List.of(
                Severity.class, Confidence.class, Advice.Kind.class, Setting.Scope.class, Setting.Safety.class)) {
            builder.addMixIn(type, AsName.class);
        }
        return SnapshotJson.configured(builder);
    }

    /** The outermost object. */
    record Document(
            String apiVersion,
            String kind,
            Window window,
            Node node,
            Watched watched,
            List<Entry> findings,
            List<String> problems,
            List<String> notLookedAt) {
        static Document of(Diagnosed diagnosed) {
            return new Document(
                    "connstate.dev/v1alpha1",
                    "Diagnosis",
                    diagnosed.window(),
                    diagnosed.node(),
                    diagnosed.watched(),
                    diagnosed.findings().stream().map(Entry::of).toList(),
                    diagnosed.problems(),
                    diagnosed.notLookedAt());
        }

        Diagnosed diagnosed() {
            return new Diagnosed(
                    window, node, watched, findings.stream().map(Entry::finding).toList(), problems, notLookedAt);
        }
    }

    /** A finding, its verdict without a level of its own. */
    record Entry(
            String symptom,
            String cause,
            Severity severity,
            Confidence confidence,
            Subject subject,
            Instant since,
            Instant lastSeen,
            String summary,
            List<Evidence> evidence,
            List<Advice> advice,
            List<Refusal> refused) {
        static Entry of(Finding finding) {
            var verdict = finding.verdict();
            return new Entry(
                    verdict.symptom(),
                    verdict.cause(),
                    verdict.severity(),
                    verdict.confidence(),
                    verdict.subject(),
                    finding.since(),
                    finding.lastSeen(),
                    verdict.summary(),
                    verdict.evidence(),
                    verdict.advice(),
                    verdict.refused());
        }

        Finding finding() {
            return new Finding(
                    new Verdict(symptom, cause, severity, confidence, subject, summary, evidence, advice, refused),
                    since,
                    lastSeen);
        }
    }

    /** {@code Critical}, {@code PodNetNS}. */
    @EnumNaming(Spelling.class)
    private interface AsName {}

    /** Made by Jackson. */
    public static final class Spelling implements EnumNamingStrategy {
        @Override
        public String convertEnumToExternalName(String constant) {
            return Names.of(constant);
        }
    }
}
