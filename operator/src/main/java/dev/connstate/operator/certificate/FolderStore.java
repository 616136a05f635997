package dev.connstate.operator.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;

/** A folder of this machine, for one operator that runs from a checkout. {@code ca.crt} is what agents trust. */
public record FolderStore(Path folder) implements AuthorityStore {
    @Override
    public Kept read() throws CertificateProblem {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var found = new ArrayList<Authority>();
            try (var files = Files.newDirectoryStream(folder, "*.key")) {
                for (var key : files) {
                    var name = key.getFileName().toString().replace(".key", ".crt");
                    found.add(Authority.of(Files.readString(folder.resolve(name)), Files.readString(key)));
                }
            }
            return new Kept(new Authorities(found), "");
        } catch (IOException e) {
            throw new CertificateProblem("the CA cannot be kept in %s: %s".formatted(folder, e), e);
        }
    }

    @Override
    public boolean replace(Kept before, Authorities next) throws CertificateProblem {
        try {
            for (var authority : before.authorities().all()) {
                if (!next.all().contains(authority)) {
                    Files.deleteIfExists(folder.resolve(name(authority) + ".key"));
                    Files.deleteIfExists(folder.resolve(name(authority) + ".crt"));
                }
            }
            for (var authority : next.all()) {
                write(name(authority) + ".crt", authority.certificate());
                write(name(authority) + ".key", authority.key());
            }
            return true;
        } catch (IOException e) {
            throw new CertificateProblem("the CA cannot be kept in %s: %s".formatted(folder, e), e);
        }
    }

    @Override
    public void publish(String bundle) throws CertificateProblem {
        try {
            write("ca.crt", bundle);
        } catch (IOException e) {
            throw new CertificateProblem("the CA cannot be published in %s: %s".formatted(folder, e), e);
        }
    }

    /** Whole or not at all, since agents read along. */
    private void write(String name, String text) throws IOException {
        var draft = Files.createTempFile(folder, name, ".draft");
        Files.writeString(draft, text);
        Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String name(Authority authority) {
        return "ca-" + authority.notBefore().getEpochSecond();
    }
}
