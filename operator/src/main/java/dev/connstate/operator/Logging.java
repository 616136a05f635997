package dev.connstate.operator;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** One line for each thing that happened, on standard error. */
final class Logging {
    /** What libraries say that is no news to whoever operates this. */
    private static final Map<String, Level> LIBRARIES = Map.of(
            "io.javaoperatorsdk", Level.WARNING,
            "io.fabric8", Level.WARNING,
            "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils", Level.SEVERE, // v1alpha1 is ours
            "io.fabric8.kubernetes.client.jdkhttp", Level.SEVERE); // stack traces of connections that ended

    /** Held, or they would be collected with their levels. */
    private static final List<Logger> LOGGERS =
            LIBRARIES.keySet().stream().map(Logger::getLogger).toList();

    private Logging() {}

    /** To be called before anything logs; a format that the user set stays. */
    static void plain() {
        var format = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(format) == null) {
            System.setProperty(format, "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
        }
        var outages = new Outages();
        Stream.of(Logger.getLogger("").getHandlers()).forEach(handler -> handler.setFilter(outages));
        LOGGERS.forEach(logger -> logger.setLevel(LIBRARIES.get(logger.getName())));
    }
}
