package dev.connstate.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image as a container engine sees it.
 *
 * @param manifest of {@code docker save}
 * @param config what Docker calls the image
 */
record Unpacked(JsonNode manifest, JsonNode config, Root root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Unpacked of(Path tarball, Path folder) throws IOException, InterruptedException {
        var parts = Files.createDirectories(folder.resolve("parts"));
        var root = Files.createDirectories(folder.resolve("root"));
        tar("-xf", tarball.toString(), "-C", parts.toString());
        var manifest = read(parts.resolve("manifest.json")).get(0);
        for (var layer : manifest.get("Layers")) {
            tar("-xzf", parts.resolve(layer.asText()).toString(), "-C", root.toString());
        }
        return new Unpacked(manifest, read(parts.resolve(manifest.get("Config").asText())), new Root(root));
    }

    String label(String name) {
        return config.at("/config/Labels").path(name).asText();
    }

    /** What the program says until it ends. */
    String start(List<String> javaOptions, String... arguments) throws IOException {
        return new String(process(javaOptions, arguments).getInputStream().readAllBytes());
    }

    /** The program, started as the image says and as its user, with more options of Java and of its own. */
    Process process(List<String> javaOptions, String... arguments) throws IOException {
        var words = new ArrayList<String>();
        config.at("/config/Entrypoint").forEach(word -> words.add(word.asText()));
        words.addAll(1, javaOptions);
        words.addAll(List.of(arguments));
        int user = Integer.parseInt(config.at("/config/User").asText().split(":")[0]);
        var process = new Chroot(root.folder()).command(user, words).start();
        process.getOutputStream().close();
        return process;
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }

    private static void tar(String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("tar", "--warning=no-unknown-keyword"));
        words.addAll(List.of(arguments));
        var tar = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(tar.getInputStream().readAllBytes());
        assertThat(tar.waitFor()).as(said).isZero();
    }
}
