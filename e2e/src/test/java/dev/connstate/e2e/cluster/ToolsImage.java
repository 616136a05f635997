package dev.connstate.e2e.cluster;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An image of what users have beside Connstate, for the tests alone: Prometheus and Alertmanager as their project releases
 * them, and this machine's ss and sleep with the libraries that they are linked to.
 */
final class ToolsImage {
    static final String NAME = "connstate-e2e-tools:1";

    private static final String PROMETHEUS = System.getenv("PROMETHEUS_ASSETS");
    private static final Pattern LIBRARY = Pattern.compile("(?m)^\\t(?:\\S+ => )?(/\\S+) \\(0x");
    private static final FilePermissions READ_AND_RUN = FilePermissions.fromOctalString("755");

    private ToolsImage() {}

    static Path build(Path tar) throws Exception {
        var files = new TreeMap<Path, Path>();
        for (var program : List.of("prometheus", "alertmanager")) {
            files.put(Path.of("/usr/bin", program), Path.of(PROMETHEUS, program).toRealPath());
        }
        for (var program : List.of("ss", "sleep")) {
            var path = Path.of(
                    Command.of("sh", "-c", "command -v \"$0\"", program).run().strip());
            files.put(Path.of("/usr/bin", program), path.toRealPath());
            putLibraries(files, path);
        }
        var layer = FileEntriesLayer.builder().setName("tools");
        files.forEach((to, from) -> layer.addEntry(from, AbsoluteUnixPath.fromPath(to), READ_AND_RUN));
        Jib.fromScratch()
                .addFileEntriesLayer(layer.build())
                .containerize(Containerizer.to(TarImage.at(tar).named(NAME)).setOfflineMode(true));
        return tar;
    }

    private static void putLibraries(TreeMap<Path, Path> files, Path program) throws IOException {
        var libraries = LIBRARY.matcher(Command.of("ldd", program.toString()).run());
        while (libraries.find()) {
            var library = Path.of(libraries.group(1));
            files.put(library, library.toRealPath());
        }
    }
}
