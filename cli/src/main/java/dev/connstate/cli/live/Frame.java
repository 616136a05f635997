package dev.connstate.cli.live;

import dev.connstate.diagnosis.finding.Finding;
import dev.connstate.report.NodeReport;
import java.util.List;
import java.util.Optional;

/**
 * What one picture is made of.
 *
 * @param previous the look before; empty for the first
 * @param findings what is wrong, the worst first
 * @param status how the picture comes about: interval, metrics address, keys
 */
public record Frame(NodeReport report, Optional<NodeReport> previous, List<Finding> findings, String status) {
    public Frame {
        findings = List.copyOf(findings);
    }
}
