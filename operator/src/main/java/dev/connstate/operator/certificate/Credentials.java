package dev.connstate.operator.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A certificate and its key.
 *
 * @param chain PEM, the server's own first
 * @param key PEM, PKCS #8
 * @param notAfter when the certificate ends
 */
public record Credentials(String chain, String key, Instant notAfter) {
    static Credentials of(String chain, String key) throws CertificateProblem {
        return new Credentials(
                chain, key, Pem.certificates(chain).getFirst().getNotAfter().toInstant());
    }

    X509Certificate leaf() throws CertificateProblem {
        return Pem.certificates(chain).getFirst();
    }

    /** Without the key: it has no place in a log. */
    @Override
    public String toString() {
        return "Credentials[notAfter=%s]".formatted(notAfter);
    }
}
