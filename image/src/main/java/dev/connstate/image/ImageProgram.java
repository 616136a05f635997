package dev.connstate.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Build the container images from what Maven has built, as files that a container engine loads.")
final class ImageProgram implements Callable<Integer> {
    @Option(names = "--checkout", paramLabel = "PATH", required = true, description = "The project's folder.")
    private Path checkout = Path.of("");

    @Option(names = "--version", paramLabel = "VERSION", description = "The tag. Default: the project's version.")
    private Optional<String> version = Optional.empty();

    @Parameters(paramLabel = "IMAGE", description = "Which: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Image> images = List.of(Image.values());

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new ImageProgram())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (failure instanceof ImageException) {
                        command.getErr().println("images: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var own = Optional.ofNullable(ImageProgram.class.getPackage().getImplementationVersion());
        var workshop = Workshop.of(checkout.toRealPath(), version.or(() -> own).orElse("unpackaged"));
        for (var image : images) {
            System.out.println(workshop.build(image));
        }
        return 0;
    }
}
