package dev.connstate.agent.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom to believe to be the operator: the certificates of a file as it was when it was last read.
 *
 * @param pem the file's bytes; empty where Java's own certificates are trusted
 */
public record Trust(byte[] pem, SSLContext context) {
    /**
     * @param before what was read the last time
     * @return {@code before} where the file is as it was
     * @throws IOException with a sentence, when there is no such file or no certificate in it
     */
    static Trust read(Optional<Path> file, Optional<Trust> before) throws IOException {
        try {
            if (file.isEmpty()) {
                return before.isPresent() ? before.get() : new Trust(new byte[0], SSLContext.getDefault());
            }
            byte[] pem = Files.readAllBytes(file.get());
            if (before.isPresent() && Arrays.equals(before.get().pem, pem)) {
                return before.get();
            }
            return new Trust(pem, context(pem));
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "%s is not there (yet): the operator publishes its CA there".formatted(file.get()), e);
        } catch (CertificateException e) {
            throw new IOException("%s has no certificates to trust: %s".formatted(file.get(), e.getMessage()), e);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** That trusts these certificates and no others. */
    public static SSLContext context(byte[] pem) throws IOException, GeneralSecurityException {
        var certificates = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        if (certificates.isEmpty()) {
            throw new CertificateException("it is empty");
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (var certificate : certificates) {
            trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
