package dev.connstate.image;

import java.util.ArrayList;
import java.util.List;

/** What there are images of. */
enum Image {
    AGENT(
            "connstate-agent",
            "Connstate agent: reads the connections and queues of a node",
            "agent",
            "dev.connstate.agent.program.AgentProgram",
            65534,
            List.of("java.logging", "java.net.http", "jdk.httpserver", "jdk.management", "jdk.unsupported"),
            List.of(
                    "-XX:TieredStopAtLevel=1", // it looks, sends and waits, for which the first compiler will do
                    "-Xms8m",
                    "-Xmn6m", // all of it is soon in use, however little is left after a collection
                    "-XX:SurvivorRatio=3", // room for what a look of a full node leaves until the next, which
                    "-XX:TargetSurvivorRatio=100", // else is taken for old, and collected at ten times the price
                    "-XX:MinHeapFreeRatio=10", // else a heap that was collected stays as big as it was
                    "-XX:MaxHeapFreeRatio=25",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0", // else a copy of the archive is made, 13 MiB
                    "-XX:AsyncDeflationInterval=15000", // else it wakes up four times a second, for nothing
                    "-XX:ServiceThreadCleanupInterval=15000", // and once
                    "-XX:TrimNativeHeapInterval=10000")),
    OPERATOR(
            "connstate-operator",
            "Connstate operator: decides alerts and recommendations",
            "operator",
            "dev.connstate.operator.OperatorProgram",
            65532,
            List.of(
                    "java.logging",
                    "java.management",
                    "java.naming",
                    "java.net.http",
                    "java.xml",
                    "jdk.management",
                    "jdk.unsupported"),
            List.of()),
    LAB(
            "connstate-lab",
            "Connstate lab: brings symptoms about in a pod, to be found",
            "cli",
            "dev.connstate.cli.Connstate",
            65534,
            List.of(
                    "java.desktop",
                    "java.logging",
                    "java.net.http",
                    "jdk.httpserver",
                    "jdk.management",
                    "jdk.unsupported"),
            List.of("-XX:TieredStopAtLevel=1", "-Xms8m"));

    /** Heaps grow with the node or the cluster, up to a part of the memory that the pod is given. */
    private static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:MaxRAMPercentage=60",
            "-XX:MinRAMPercentage=60", // the same where that is less than 250 MiB
            "-XX:-UsePerfData", // a file in /tmp, which nobody reads
            "-XX:+ExitOnOutOfMemoryError");

    private final String repository;
    private final String title;
    private final String module;
    private final String mainClass;
    private final int user;
    private final List<String> javaModules;
    private final List<String> options;

    Image(
            String repository,
            String title,
            String module,
            String mainClass,
            int user,
            List<String> javaModules,
            List<String> options) {
        this.repository = repository;
        this.title = title;
        this.module = module;
        this.mainClass = mainClass;
        this.user = user;
        this.javaModules = List.copyOf(javaModules);
        this.options = List.copyOf(options);
    }

    /** Its name without a registry and a tag. */
    String repository() {
        return repository;
    }

    String title() {
        return title;
    }

    /** The folder of its Maven module. */
    String module() {
        return module;
    }

    /** Of its Maven module. */
    String jar() {
        return this == LAB ? "connstate.jar" : repository + ".jar";
    }

    String mainClass() {
        return mainClass;
    }

    /** Who it runs as where a pod does not say otherwise; no name is known for it. */
    int user() {
        return user;
    }

    /** Those of Java that it needs, without those that they need. */
    List<String> javaModules() {
        return javaModules;
    }

    /** Of the JVM. */
    List<String> options() {
        var all = new ArrayList<>(OPTIONS);
        all.addAll(options);
        return all;
    }
}
