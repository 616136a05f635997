package dev.connstate.operator.certificate;

import java.time.Instant;

/**
 * A CA of ours.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 */
public record Authority(String certificate, String key, Instant notBefore, Instant notAfter) {
    static Authority of(String certificate, String key) throws CertificateProblem {
        var first = Pem.certificates(certificate).getFirst();
        return new Authority(
                certificate,
                key,
                first.getNotBefore().toInstant(),
                first.getNotAfter().toInstant());
    }

    /** Without the key: it has no place in a log. */
    @Override
    public String toString() {
        return "Authority[notBefore=%s, notAfter=%s]".formatted(notBefore, notAfter);
    }
}
