package dev.connstate.diagnosis.window;

import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The looks at one namespace up to its newest report, out of {@link NodeTrace}'s bytes: of the newest the numbers, of each
 * older one what was different. The older ones are numbered from 1 on, the newest of them first.
 */
final class Past {
    private static final Numbers NONE = new Numbers();
    private static final int ALL = Integer.MAX_VALUE;

    private final Bytes in;
    private final long id;
    private final List<String> names;
    private final List<String> namesBefore;
    private final Numbers counters;
    private final int countersBefore;
    private final List<Numbers> heads = new ArrayList<>();
    private final List<Numbers> looks = new ArrayList<>();

    /** Where each older look begins, and the last one ends. */
    private final int[] places;

    Past(Bytes in, List<List<String>> allNames) {
        this.in = in;
        id = in.read();
        names = allNames.get((int) in.read());
        namesBefore = allNames.get((int) in.read());
        int older = (int) in.read();
        looks.add(Numbers.read(in, NONE, ALL));
        counters = Numbers.read(in, NONE, ALL);
        countersBefore = in.place();
        if (older > 0) {
            Numbers.read(in, NONE, 0);
        }
        heads.add(looks.getFirst());
        places = new int[older + 1];
        for (int i = 0; i < older; i++) {
            places[i] = in.place();
            heads.add(Numbers.read(in, heads.getLast(), LookHead.SIZE));
        }
        places[older] = in.place();
    }

    /** @param earlier looks that are still worth to be kept, the newest of this past among them */
    static void write(
            Bytes out,
            long id,
            List<List<String>> allNames,
            NamespaceReport now,
            Look look,
            Optional<Past> past,
            int earlier) {
        var counters = LookHead.counters(now.counters());
        var numbers = new LookHead(look.at(), look.signals()).numbers();
        new LookWriter(numbers).sockets(look.at(), now);
        out.write(id);
        out.write(indexOf(now.counters().names(), allNames));
        out.write(indexOf(past.map(it -> it.names).orElse(now.counters().names()), allNames));
        out.write(earlier);
        numbers.write(NONE, out);
        counters.write(NONE, out);
        if (earlier > 0) {
            var before = past.orElseThrow();
            before.counters.write(counters, out);
            before.looks.getFirst().write(numbers, out);
            out.copy(before.in, before.places[0], before.places[earlier - 1]);
        }
    }

    private static int indexOf(List<String> names, List<List<String>> all) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == names || all.get(i).equals(names)) {
                return i;
            }
        }
        all.add(names);
        return all.size() - 1;
    }

    long id() {
        return id;
    }

    /** Oldest first, as of a namespace that looks now like this. */
    List<Look> looks(NamespaceReport like) {
        var all = new ArrayList<Look>(heads.size());
        for (int i = heads.size() - 1; i >= 0; i--) {
            int number = i;
            var head = LookHead.of(heads.get(i));
            all.add(new Look(head.at(), head.signals(), () -> sockets(number, Counters.NONE, like)));
        }
        return all;
    }

    /** With all its counters. */
    NamespaceReport newest(NamespaceReport like) {
        return sockets(0, LookHead.counters(names, counters), like);
    }

    /** The look before the newest, with all its counters; empty when it cannot be compared. */
    Optional<NamespaceReport> before(NamespaceReport like) {
        return places.length == 1
                ? Optional.empty()
                : Optional.of(sockets(
                        1, LookHead.counters(namesBefore, Numbers.read(in.from(countersBefore), counters, ALL)), like));
    }

    /** When the newest was taken. */
    Instant at() {
        return LookHead.of(heads.getFirst()).at();
    }

    private NamespaceReport sockets(int number, Counters its, NamespaceReport like) {
        while (looks.size() <= number) {
            looks.add(Numbers.read(in.from(places[looks.size() - 1]), looks.getLast(), ALL));
        }
        return new LookReader(looks.get(number).from(LookHead.SIZE))
                .sockets(LookHead.of(heads.get(number)).at(), its, like);
    }
}
