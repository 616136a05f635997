package dev.connstate.operator.certificate;

import java.time.Instant;

/** Where the server's certificate comes from. */
public sealed interface Certificates permits Mounted, SelfMade {
    /**
     * What to show now; asked again and again, so that a change needs no restart.
     *
     * @throws CertificateProblem when there is none; what was shown before stays
     */
    Credentials current(Instant now) throws CertificateProblem;
}
