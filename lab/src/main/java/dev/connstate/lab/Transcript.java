package dev.connstate.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** What a stage's process writes, read as it comes. Its end is a failure, which is then read for ever. */
final class Transcript {
    private final BlockingDeque<Line> lines = new LinkedBlockingDeque<>();

    private Transcript() {}

    static Transcript of(Process process) {
        var transcript = new Transcript();
        Thread.ofPlatform().daemon().name("stage-" + process.pid()).start(() -> transcript.fill(process));
        return transcript;
    }

    Line next() throws InterruptedException {
        return kept(lines.take());
    }

    Optional<Line> next(long nanos) throws InterruptedException {
        return Optional.ofNullable(lines.poll(nanos, TimeUnit.NANOSECONDS)).map(this::kept);
    }

    private Line kept(Line line) {
        if (line.word() == Line.Word.FAILED) {
            lines.addFirst(line);
        }
        return line;
    }

    private void fill(Process process) {
        var complaints = new ArrayList<String>();
        try (var in = process.inputReader()) {
            String text;
            while ((text = in.readLine()) != null) {
                var line = Line.parse(text);
                line.ifPresent(lines::add);
                if (line.isEmpty()) {
                    complaints.add(text);
                }
            }
        } catch (IOException e) {
            complaints.add(e.getMessage());
        }
        lines.add(new Line(Line.Word.FAILED, end(process, complaints)));
    }

    private static String end(Process process, List<String> complaints) {
        var first = complaints.isEmpty() ? "" : complaints.getFirst();
        if (first.startsWith("unshare: ")) {
            return Rights.MISSING.formatted(first.substring("unshare: ".length()));
        }
        var code = process.onExit().join().exitValue();
        var end = "the stage ended by itself with code " + code;
        return complaints.isEmpty() ? end : end + ": " + String.join("; ", complaints);
    }
}
