package dev.connstate.lab;

import java.time.Duration;

/** A process that looks at a lab and does nothing about its end. */
public final class Spectator {
    private Spectator() {}

    public static void main(String[] arguments) throws InterruptedException {
        var performance = TestLabs.play(arguments[0]);
        performance.begin();
        System.out.println(performance.pid());
        while (true) {
            performance.nextStep(Duration.ofSeconds(1));
        }
    }
}
