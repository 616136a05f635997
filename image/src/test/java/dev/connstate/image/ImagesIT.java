package dev.connstate.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connstate.agent.testing.NeedsRoot;
import dev.connstate.agent.testing.Wait;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The images as a container engine would load them, and their programs, run from what was unpacked. */
@NeedsRoot
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class ImagesIT {
    private static final String VERSION = "1.2.3";
    private static final Checkout CHECKOUT = new Checkout(Path.of("..").toAbsolutePath(), VERSION);
    private static final Pattern LOADED = Pattern.compile("source: (shared objects file|jrt:|file:)");

    private final Map<Image, Unpacked> unpacked = new EnumMap<>(Image.class);
    private Workshop workshop;
    private Path folder;

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        this.folder = folder;
        workshop = Workshop.in(folder.resolve("images"), CHECKOUT);
        for (var image : Image.values()) {
            workshop.build(image);
            unpacked.put(image, Unpacked.of(workshop.tarball(image), folder.resolve(image.repository())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsNameHasNoRegistry(Image image) {
        assertThat(unpacked.get(image).manifest().get("RepoTags"))
                .singleElement()
                .satisfies(name -> assertThat(name.asText()).isEqualTo(image.repository() + ":" + VERSION));
    }

    @ParameterizedTest
    @EnumSource
    void itSaysWhatItIs(Image image) {
        var it = unpacked.get(image);
        assertThat(it.label("org.opencontainers.image.title")).isEqualTo(image.repository());
        assertThat(it.label("org.opencontainers.image.version")).isEqualTo(VERSION);
        assertThat(it.label("org.opencontainers.image.licenses")).isEqualTo("Apache-2.0");
        assertThat(it.config().path("architecture").asText())
                .isEqualTo(Architecture.ofThisMachine().platform());
        assertThat(it.config().path("os").asText()).isEqualTo("linux");
        assertThat(it.config().at("/config/User").asText()).isEqualTo("%1$d:%1$d".formatted(image.user()));
        assertThat(image.user()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void nothingCanBeRunButJava(Image image) throws Exception {
        var root = unpacked.get(image).root();
        assertThat(root.filesBelow(List.of(Path.of("/"))).stream()
                        .filter(file -> Files.isExecutable(root.resolve(file)))
                        .map(Path::toString)
                        .filter(file -> !file.endsWith(".so") && !file.contains(".so.")))
                .contains("/opt/java/bin/java")
                .allMatch(file -> file.startsWith("/opt/java/"));
    }

    @ParameterizedTest
    @EnumSource
    void itsBillNamesEveryJar(Image image) throws Exception {
        var it = unpacked.get(image);
        var bill = Files.readString(it.root().resolve(Root.DOCUMENTS.resolve(image.repository(), "sbom.cdx.json")));
        assertThat(workshop.bill(image)).hasContent(bill);
        var document = new ObjectMapper().readTree(bill);
        assertThat(document.path("bomFormat").asText()).isEqualTo("CycloneDX");
        var named = document.get("components").findValuesAsText("name");
        assertThat(named).contains("java", "glibc");
        assertThat(it.root().filesBelow(List.of(Root.LIBRARIES))).isNotEmpty().allSatisfy(jar -> {
            var name = jar.getFileName().toString().replaceFirst("(-\\d.*)?\\.jar$", "");
            assertThat(named.contains(name) || image.jar().equals(name + ".jar"))
                    .as(name)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void itStartsAsItsUserFromTheArchiveAndSaysWhichBuildItIs(Image image) throws Exception {
        var it = unpacked.get(image);
        var build = it.label("dev.connstate.build");
        assertThat(it.start(List.of("-Xshare:on"), "--version")).contains(" (build %s)\n".formatted(build));
        assertThat(it.root().filesBelow(List.of(Root.HOME)))
                .contains(Root.HOME.resolve("%s-%s.jsa".formatted(image.repository(), build)));
    }

    @Test
    void theAgentServesMetrics() throws Exception {
        var agent = unpacked.get(Image.AGENT).process(List.of(), "--listen", "127.0.0.1:0", "--interval", "1s");
        try (var said = agent.inputReader()) {
            var page = said.readLine().replaceFirst(".* metrics at ", "");
            Wait.until("the agent shows numbers", () -> {
                try (var metrics = URI.create(page).toURL().openStream()) {
                    return new String(metrics.readAllBytes()).contains("\nconnstate_");
                }
            });
        } finally {
            agent.descendants().forEach(ProcessHandle::destroy); // unshare waits for them
            assertThat(agent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Else it was written down too long ago: see CONTRIBUTING.md. */
    @ParameterizedTest
    @EnumSource
    void itsClassListKnowsWhatIsLoaded(Image image) throws Exception {
        var said = unpacked.get(image)
                .start(
                        List.of("-Xlog:class+load"),
                        switch (image) {
                            case AGENT -> new String[] {"--once", "--operator", "https://127.0.0.1:9"};
                            case OPERATOR -> new String[] {"--kubeconfig", "/nonexistent"};
                            case LAB -> new String[] {"snapshot"};
                        });
        var loaded = LOADED.matcher(said).results().map(it -> it.group(1)).toList();
        assertThat(loaded).as(said).hasSizeGreaterThan(1000);
        assertThat(loaded.stream().filter("shared objects file"::equals).count())
                .isGreaterThan(loaded.size() * 9 / 10);
    }

    @ParameterizedTest
    @EnumSource
    void fromTheSameTheVerySameIsBuilt(Image image) throws Exception {
        var again =
                new Workshop(workshop.assembly(), workshop.commit(), Files.createDirectories(folder.resolve("again")));
        again.build(image);
        var other = Unpacked.of(again.tarball(image), folder.resolve("again-" + image.repository()));
        var it = unpacked.get(image);
        assertThat(other.config()).isEqualTo(it.config());
        assertThat(other.manifest()).isEqualTo(it.manifest());
        assertThat(again.tarball(image)).hasSameBinaryContentAs(workshop.tarball(image));
    }

    @Test
    void whatIsThereIsNotBuiltAgain() throws Exception {
        var before = Files.getLastModifiedTime(workshop.tarball(Image.AGENT));
        assertThat(workshop.build(Image.AGENT)).startsWith("connstate-agent:" + VERSION);
        assertThat(Files.getLastModifiedTime(workshop.tarball(Image.AGENT))).isEqualTo(before);
    }
}
