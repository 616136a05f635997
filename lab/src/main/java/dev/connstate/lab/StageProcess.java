package dev.connstate.lab;

import dev.connstate.diagnosis.lab.Lab;
import dev.connstate.diagnosis.symptom.Catalogue;
import dev.connstate.lab.libc.Libc;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * A lab's stage is this process, in the namespace that it was started in. It lives for as long as its standard input is
 * open, whatever becomes of the process at the other end: no lab outlives who looks at it.
 */
public final class StageProcess implements Audience {
    /** For the kernel at most 15 characters. */
    private static final String NAME = "connstate-lab";

    private final Lab lab;
    private final PrintStream out;
    private final CompletableFuture<Void> begin = new CompletableFuture<>();
    private boolean built;

    private StageProcess(Lab lab) {
        this.lab = lab;
        this.out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    /** The argument is a lab's whole name. */
    public static void main(String[] arguments) throws IOException {
        live(Catalogue.labs().named(arguments[0]).getFirst());
    }

    /** Does not return. */
    static void live(Lab lab) throws IOException {
        new Libc().setsid(); // where it fails there is no terminal to leave
        Files.writeString(Path.of("/proc/self/comm"), NAME);
        var process = new StageProcess(lab);
        Thread.ofPlatform().name("script").start(process::play);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line;
        while ((line = in.readLine()) != null) {
            if (line.equals(Line.BEGIN)) {
                process.begin.complete(null);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void hear(String step) {
        out.println(new Line(Line.Word.SAYS, step));
    }

    @Override
    public void isSeated() {
        if (!built) {
            built = true;
            out.println(Line.READY);
            begin.join();
        }
    }

    @Override
    public void seesTheLastScene() {
        out.println(Line.LAST_SCENE);
    }

    private void play() {
        try {
            var stage = new KernelStage(new Libc(), this);
            lab.script().play(stage);
            isSeated();
            seesTheLastScene();
        } catch (LabException e) {
            fail(e.getMessage());
        } catch (InterruptedException | RuntimeException | Error e) {
            e.printStackTrace(); // ours to repair: the trace belongs into the bug report
            fail("the script of %s has an error: %s".formatted(lab.name(), e));
        }
    }

    private void fail(String sentence) {
        out.println(new Line(Line.Word.FAILED, sentence));
        Runtime.getRuntime().halt(1);
    }
}
