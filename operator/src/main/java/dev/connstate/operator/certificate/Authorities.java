package dev.connstate.operator.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The CAs that agents trust, the oldest first. Which of them signs follows from their dates alone, so that all replicas
 * and one that was restarted agree.
 */
public record Authorities(List<Authority> all) {
    public static final Authorities NONE = new Authorities(List.of());

    public Authorities {
        all = all.stream()
                .sorted(Comparator.comparing(Authority::notBefore).thenComparing(Authority::certificate))
                .toList();
    }

    /** The newest that every agent has had the time to learn of; the oldest while there is none. */
    Optional<Authority> signing(Instant now, Terms terms) {
        return all.reversed().stream()
                .filter(authority ->
                        !authority.notBefore().plus(terms.overlap()).isAfter(now))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** Whether a new one must be made now, so that it has been known for long when it is needed. */
    boolean isOneDue(Instant now) {
        return all.isEmpty()
                || isTwoThirdsOver(all.getLast().notBefore(), all.getLast().notAfter(), now);
    }

    Authorities with(Authority another) {
        return new Authorities(Stream.concat(all.stream(), Stream.of(another)).toList());
    }

    Authorities unexpired(Instant now) {
        return new Authorities(all.stream()
                .filter(authority -> now.isBefore(authority.notAfter()))
                .toList());
    }

    /** What agents trust, PEM. */
    String bundle() {
        return all.stream().map(Authority::certificate).collect(Collectors.joining());
    }

    static boolean isTwoThirdsOver(Instant from, Instant to, Instant now) {
        var life = Duration.between(from, to);
        return !now.isBefore(from.plus(life.multipliedBy(2).dividedBy(3)));
    }
}
