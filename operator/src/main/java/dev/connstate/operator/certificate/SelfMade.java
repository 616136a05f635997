package dev.connstate.operator.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A CA of our own, shared by all replicas, and for each of them a certificate whose key never leaves the process. A new
 * CA is published long before it signs and the old one for as long as it lives, so that agents, which read the published
 * file, never meet a certificate that they do not trust.
 */
public final class SelfMade implements Certificates {
    private static final int TRIES = 5;

    private final AuthorityStore store;
    private final List<String> names;
    private final Terms terms;
    private final Keytool keytool = new Keytool();
    private Optional<Issued> issued = Optional.empty();
    private String published = "";

    private record Issued(Authority by, Credentials credentials) {}

    /** @param names that agents know the operator by, the first is the subject; an address as {@code ip:127.0.0.1} */
    public SelfMade(AuthorityStore store, List<String> names, Terms terms) {
        this.store = store;
        this.names = List.copyOf(names);
        this.terms = terms;
    }

    @Override
    public synchronized Credentials current(Instant now) throws CertificateProblem {
        var authorities = authorities(now);
        if (!authorities.bundle().equals(published)) {
            store.publish(authorities.bundle());
            published = authorities.bundle();
        }
        var signing = authorities.signing(now, terms).orElseThrow();
        if (issued.isEmpty()
                || !issued.get().by().equals(signing)
                || isDue(issued.get().credentials(), now)) {
            issued = Optional.of(new Issued(signing, keytool.server(signing, names, now, terms.server())));
        }
        return issued.get().credentials();
    }

    private Authorities authorities(Instant now) throws CertificateProblem {
        for (int tries = 0; tries < TRIES; tries++) {
            var kept = store.read();
            var next = kept.authorities().unexpired(now);
            if (next.isOneDue(now)) {
                next = next.with(keytool.authority(now, terms.authority()));
            }
            if (next.equals(kept.authorities()) || store.replace(kept, next)) {
                return next;
            }
            // Another replica was quicker: what it made is as good.
        }
        throw new CertificateProblem("others change the CA all the time: is there more than one operator at it?");
    }

    private static boolean isDue(Credentials credentials, Instant now) throws CertificateProblem {
        var from = credentials.leaf().getNotBefore().toInstant();
        return Authorities.isTwoThirdsOver(from, credentials.notAfter(), now);
    }
}
