package dev.connstate.cli;

import dev.connstate.cli.output.Line;
import dev.connstate.cli.output.Tone;
import dev.connstate.diagnosis.explain.Contents;
import dev.connstate.diagnosis.explain.Page;
import dev.connstate.diagnosis.explain.PageText;
import dev.connstate.diagnosis.explain.Pages;
import dev.connstate.diagnosis.explain.TextLine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        sortOptions = false,
        description = {
            "Explain a symptom, a TCP state, a kernel counter, a sysctl or an idea: what it means, what raises it, what"
                    + " helps, and what only seems to.",
            "Without a topic: what there is. 'explain myths' lists common beliefs and what is true."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int SUGGESTIONS = 4;
    private static final int MENTIONS = 6;

    private final Output output;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "TOPIC",
            completionCandidates = Topics.class,
            description = "Spelling does not matter: time-wait, 2MSL, ListenOverflows, net.ipv4.tcp_tw_reuse.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = FormatOption.class,
            description = "text or markdown. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    ExplainCommand(Output output) {
        this.output = output;
    }

    private enum Format {
        TEXT,
        MARKDOWN
    }

    @Override
    public Integer call() {
        var markdown = markdown(Pages.read(), String.join(" ", words).strip());
        output.print(
                switch (format) {
                    case TEXT -> text(markdown, Paper.standardOutput());
                    case MARKDOWN -> markdown;
                });
        return 0;
    }

    private String markdown(Pages pages, String topic) {
        if (topic.isEmpty()) {
            return Contents.of(pages);
        }
        if (words.getFirst().toLowerCase(Locale.ROOT).equals(Contents.MYTHS)) {
            return myths(pages, topic.substring(Contents.MYTHS.length()).strip());
        }
        return pages.explain(topic).map(Page::source).orElseThrow(() -> unknown(pages, topic));
    }

    private String myths(Pages pages, String about) {
        var myths = pages.myths(about);
        if (myths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no common belief here speaks of '%s'".formatted(about));
        }
        return Contents.myths(myths);
    }

    private ParameterException unknown(Pages pages, String topic) {
        var sentence = new StringBuilder("'%s' is no topic".formatted(topic));
        var nearest = pages.nearest(topic, SUGGESTIONS);
        if (!nearest.isEmpty()) {
            sentence.append(". Nearly: ").append(String.join(", ", nearest));
        }
        var mentions =
                pages.mentioning(topic, MENTIONS).stream().map(Page::name).toList();
        if (!mentions.isEmpty()) {
            sentence.append(". Mentioned in: ").append(String.join(", ", mentions));
        }
        return new ParameterException(spec.commandLine(), sentence.toString());
    }

    private static String text(String markdown, Paper paper) {
        var lines = PageText.of(markdown, paper.columns()).stream()
                .map(line -> new Line(tone(line.mark()), line.text()))
                .toList();
        return Colours.text(lines, paper);
    }

    private static Tone tone(TextLine.Mark mark) {
        return switch (mark) {
            case TITLE -> Tone.TITLE;
            case HEADING -> Tone.HEADER;
            case TEXT, CODE -> Tone.PLAIN;
        };
    }

    /** What the shell completes. */
    static final class Topics implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Stream.of(Contents.MYTHS), Pages.read().all().map(Page::name))
                    .iterator();
        }
    }

    private static final class FormatOption implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return Choices.one(Format.class, text, "a format");
        }
    }
}
