package dev.connstate.lab;

import java.util.List;

/** Which network namespace the stage is. */
public enum Place {
    /** A new one, which ends with the performance. */
    NEW("unshare", "--net", "--"),
    /** The one that this process is in, a pod's for example: it takes no rights, and settings have to be right before. */
    HERE();

    private final List<String> command;

    Place(String... command) {
        this.command = List.of(command);
    }

    /** What starts a program there. */
    List<String> command() {
        return command;
    }
}
