package dev.connstate.operator.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes certificates with the JDK's own {@code keytool}: Java itself has no call for it. EC on P-256. */
final class Keytool {
    /** Nodes whose clocks are behind ours shall not call a new certificate one of the future. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");

    private final String password = HexFormat.of().formatHex(randomBytes());

    Authority authority(Instant now, Duration life) throws CertificateProblem {
        return inFolder((folder, store) -> {
            run(
                    folder,
                    now,
                    life,
                    "-alias",
                    "ca",
                    "-dname",
                    "CN=connstate CA " + now.getEpochSecond(),
                    "-ext",
                    "bc:critical=ca:true,pathlen:0",
                    "-ext",
                    "ku:critical=keyCertSign,cRLSign");
            var keys = load(store);
            return Authority.of(Pem.of(keys.getCertificate("ca")), Pem.of(keys.getKey("ca", password.toCharArray())));
        });
    }

    /** @param names of the server, the first is the subject; addresses are written as {@code ip:127.0.0.1} */
    Credentials server(Authority signer, List<String> names, Instant now, Duration life) throws CertificateProblem {
        return inFolder((folder, store) -> {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("ca", Pem.key(signer.key()), password.toCharArray(), new Certificate[] {
                Pem.certificates(signer.certificate()).getFirst()
            });
            try (var out = Files.newOutputStream(store)) {
                keys.store(out, password.toCharArray());
            }
            var san = names.stream()
                    .map(name -> name.startsWith("ip:") ? name : "dns:" + name)
                    .toList();
            run(
                    folder,
                    now,
                    life,
                    "-alias",
                    "server",
                    "-signer",
                    "ca",
                    "-dname",
                    "CN=connstate-operator",
                    "-ext",
                    "san=" + String.join(",", san),
                    "-ext",
                    "bc:critical=ca:false",
                    "-ext",
                    "ku:critical=digitalSignature",
                    "-ext",
                    "eku=serverAuth");
            var made = load(store);
            return Credentials.of(
                    Pem.of(made.getCertificate("server")), Pem.of(made.getKey("server", password.toCharArray())));
        });
    }

    private void run(Path folder, Instant now, Duration life, String... more)
            throws IOException, InterruptedException, CertificateProblem {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                "keys.p12",
                "-storetype",
                "PKCS12",
                "-storepass:env",
                "STOREPASS",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-startdate",
                START.format(now.minus(SKEW).atZone(ZoneId.systemDefault())),
                "-validity",
                Long.toString(life.toDays())));
        command.addAll(List.of(more));
        var log = folder.resolve("log").toFile();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().put("STOREPASS", password);
        var process = builder.start();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new CertificateProblem("keytool did not end within %d s".formatted(PATIENCE.toSeconds()));
        }
        if (process.exitValue() != 0) {
            throw new CertificateProblem(
                    "keytool failed: " + Files.readString(log.toPath(), UTF_8).strip());
        }
    }

    private KeyStore load(Path store) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(store.toFile(), password.toCharArray());
    }

    private interface Work<T> {
        T in(Path folder, Path store)
                throws IOException, GeneralSecurityException, InterruptedException, CertificateProblem;
    }

    /** In a folder that only we may read, and that is gone afterwards. */
    private static <T> T inFolder(Work<T> work) throws CertificateProblem {
        try {
            var folder = Files.createTempDirectory("connstate-keys");
            try {
                return work.in(folder, folder.resolve("keys.p12"));
            } finally {
                Files.deleteIfExists(folder.resolve("keys.p12"));
                Files.deleteIfExists(folder.resolve("log"));
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateProblem("no certificate can be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CertificateProblem("interrupted while making a certificate", e);
        }
    }

    private static byte[] randomBytes() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
