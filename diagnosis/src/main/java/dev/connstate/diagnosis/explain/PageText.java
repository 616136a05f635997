package dev.connstate.diagnosis.explain;

import dev.connstate.diagnosis.explain.TextLine.Mark;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;

/** Markdown as a terminal shows it: headings at the margin, the rest a little to the right of it. */
public final class PageText {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final String INDENT = "  ";
    private static final int LEAST_WIDTH = 20;

    private PageText() {}

    /** Lines no wider than asked, but for drawings and long words. */
    public static List<TextLine> of(String markdown, int width) {
        return blocks(PARSER.parse(markdown), Math.max(LEAST_WIDTH, width));
    }

    private static List<TextLine> blocks(Node parent, int width) {
        var lines = new ArrayList<TextLine>();
        for (var node : children(parent)) {
            if (!lines.isEmpty() && (node instanceof Heading || !(node.getPrevious() instanceof Heading))) {
                lines.add(TextLine.BLANK);
            }
            lines.addAll(block(node, width));
        }
        return lines;
    }

    private static List<TextLine> block(Node node, int width) {
        return switch (node) {
            case Heading heading -> heading(heading, width);
            case Paragraph paragraph -> marked(Mark.TEXT, Inline.text(paragraph), indent(node), width);
            case FencedCodeBlock code -> code(code.getLiteral(), indent(node));
            case IndentedCodeBlock code -> code(code.getLiteral(), indent(node));
            case BulletList list -> items(list, Stream.generate(() -> "- ").iterator(), width);
            case OrderedList list ->
                items(
                        list,
                        IntStream.iterate(1, i -> i + 1).mapToObj(i -> i + ". ").iterator(),
                        width);
            case TableBlock table -> indented(table(table).lines(width - INDENT.length()), indent(node));
            default -> blocks(node, width);
        };
    }

    private static List<TextLine> heading(Heading heading, int width) {
        var text = Inline.text(heading);
        return switch (heading.getLevel()) {
            case 1 -> marked(Mark.TITLE, text, "", width);
            case 2 -> marked(Mark.HEADING, text.toUpperCase(Locale.ROOT), "", width);
            default -> marked(Mark.HEADING, text, INDENT, width);
        };
    }

    private static List<TextLine> marked(Mark mark, String text, String indent, int width) {
        return Wrapped.lines(text, width - indent.length()).stream()
                .map(line -> new TextLine(mark, line).indented(indent))
                .toList();
    }

    private static List<TextLine> code(String literal, String indent) {
        return literal.stripTrailing()
                .lines()
                .map(line -> new TextLine(Mark.CODE, line).indented(indent + INDENT))
                .toList();
    }

    private static List<TextLine> items(Node list, Iterator<String> bullets, int width) {
        var lines = new ArrayList<TextLine>();
        for (var item : children(list)) {
            var bullet = bullets.next();
            var hanging = " ".repeat(bullet.length());
            var inside = blocks(item, width - bullet.length() - indent(list).length());
            lines.add(inside.getFirst().indented(bullet));
            inside.stream().skip(1).map(line -> line.indented(hanging)).forEach(lines::add);
        }
        return indented(lines, indent(list));
    }

    private static TextGrid table(Node table) {
        List<String> header = List.of();
        var rows = new ArrayList<List<String>>();
        for (var part : children(table)) {
            for (var row : children(part)) {
                var cells = children(row).stream().map(Inline::text).toList();
                if (part instanceof TableHead) {
                    header = cells;
                } else if (row instanceof TableRow) {
                    rows.add(cells);
                }
            }
        }
        return new TextGrid(header, rows);
    }

    /** Only what stands in the page itself is moved to the right; what stands in a list is there already. */
    private static String indent(Node node) {
        return node.getParent() != null && node.getParent().getParent() == null ? INDENT : "";
    }

    private static List<TextLine> indented(List<TextLine> lines, String by) {
        return lines.stream().map(line -> line.indented(by)).toList();
    }

    private static List<Node> children(Node parent) {
        return Stream.iterate(parent.getFirstChild(), child -> child != null, Node::getNext)
                .toList();
    }
}
