package dev.connstate.diagnosis.explain;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The running text of a paragraph or a cell, without its markup. */
final class Inline {
    private Inline() {}

    static String text(Node parent) {
        return Stream.iterate(parent.getFirstChild(), child -> child != null, Node::getNext)
                .map(Inline::part)
                .collect(Collectors.joining());
    }

    private static String part(Node node) {
        return switch (node) {
            case Text text -> text.getLiteral();
            case Code code -> quoted(code.getLiteral());
            case SoftLineBreak _ -> " ";
            case HardLineBreak _ -> "\n";
            default -> text(node);
        };
    }

    /** A name speaks for itself; a command of several words would run into the sentence. */
    private static String quoted(String code) {
        return code.contains(" ") ? "`" + code + "`" : code;
    }
}
