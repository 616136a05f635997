package dev.connstate.operator.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The files {@code tls.crt} and {@code tls.key} of a Secret that is mounted: cert-manager's, or an existing one. The
 * kubelet replaces them when the Secret changes.
 */
public record Mounted(Path folder) implements Certificates {
    @Override
    public Credentials current(Instant now) throws CertificateProblem {
        try {
            var credentials = Credentials.of(
                    Files.readString(folder.resolve("tls.crt")), Files.readString(folder.resolve("tls.key")));
            if (now.isAfter(credentials.notAfter())) {
                throw new CertificateProblem("it ended at %s: have it renewed".formatted(credentials.notAfter()));
            }
            return credentials;
        } catch (IOException e) {
            throw new CertificateProblem(
                    "there is no certificate in %s: it must have tls.crt and tls.key (%s)".formatted(folder, e), e);
        } catch (CertificateProblem e) {
            throw new CertificateProblem("%s: %s".formatted(folder.resolve("tls.crt"), e.getMessage()), e);
        }
    }
}
