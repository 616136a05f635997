package dev.connstate.operator.certificate;

/** No certificate can be had; the message is one sentence: what, where, what to do. */
public final class CertificateProblem extends Exception {
    private static final long serialVersionUID = 1L;

    CertificateProblem(String sentence) {
        super(sentence);
    }

    CertificateProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
