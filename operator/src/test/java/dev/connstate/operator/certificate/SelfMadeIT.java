package dev.connstate.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of the real keytool. */
class SelfMadeIT {
    private static final Instant NOW = Instant.now();

    @TempDir
    private Path folder;

    @Test
    void aCertificateIsForItsNamesAndSignedByThePublishedAuthority() throws Exception {
        var names = List.of("connstate-operator", "connstate-operator.connstate.svc", "ip:127.0.0.1");
        var made = new SelfMade(new FolderStore(folder.resolve("ca")), names, Terms.DEFAULTS);
        var credentials = made.current(NOW);
        var leaf = credentials.leaf();
        var authority =
                Pem.certificates(Files.readString(folder.resolve("ca/ca.crt"))).getFirst();
        leaf.verify(authority.getPublicKey());
        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "connstate-operator"),
                        List.of(2, "connstate-operator.connstate.svc"),
                        List.of(7, "127.0.0.1"));
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(credentials.notAfter()).isBetween(NOW.plus(Duration.ofDays(29)), NOW.plus(Duration.ofDays(30)));
        assertThat(credentials.toString()).doesNotContain("PRIVATE");

        assertThat(made.current(NOW.plus(Duration.ofDays(19)))).isEqualTo(credentials);
        assertThat(made.current(NOW.plus(Duration.ofDays(21)))).isNotEqualTo(credentials);

        var replica = new SelfMade(new FolderStore(folder.resolve("ca")), names, Terms.DEFAULTS);
        replica.current(NOW).leaf().verify(authority.getPublicKey());
        assertThat(Pem.certificates(Files.readString(folder.resolve("ca/ca.crt"))))
                .hasSize(1);
    }

    @Test
    void aMountedOneIsReadAnew() throws Exception {
        var mounted = new Mounted(folder);
        assertThatExceptionOfType(CertificateProblem.class)
                .isThrownBy(() -> mounted.current(NOW))
                .withMessageStartingWith("there is no certificate in %s: it must have tls.crt and tls.key", folder);
        var keytool = new Keytool();
        var authority = keytool.authority(NOW, Duration.ofDays(10));
        var first = keytool.server(authority, List.of("localhost"), NOW, Duration.ofDays(5));
        mount(first);
        assertThat(mounted.current(NOW)).isEqualTo(first);
        var end = first.notAfter();
        assertThatExceptionOfType(CertificateProblem.class)
                .isThrownBy(() -> mounted.current(end.plusSeconds(1)))
                .withMessage("%s: it ended at %s: have it renewed", folder.resolve("tls.crt"), end);
        var second = keytool.server(authority, List.of("localhost"), NOW, Duration.ofDays(6));
        mount(second);
        assertThat(mounted.current(NOW)).isEqualTo(second);
        Files.writeString(folder.resolve("tls.crt"), "not PEM");
        assertThatExceptionOfType(CertificateProblem.class)
                .isThrownBy(() -> mounted.current(NOW))
                .withMessageStartingWith(folder.resolve("tls.crt") + ": ");
    }

    private void mount(Credentials credentials) throws Exception {
        Files.writeString(folder.resolve("tls.crt"), credentials.chain());
        Files.writeString(folder.resolve("tls.key"), credentials.key());
    }
}
