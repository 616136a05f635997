package dev.connstate.cli.live;

import dev.connstate.report.NodeReport;
import java.util.Optional;

/**
 * What one picture is made of.
 *
 * @param previous the look before; empty for the first
 * @param status how the picture comes about: interval, metrics address, keys
 */
public record Frame(NodeReport report, Optional<NodeReport> previous, String status) {}
