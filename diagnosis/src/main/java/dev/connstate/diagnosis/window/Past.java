package dev.connstate.diagnosis.window;

import dev.connstate.report.Counters;
import dev.connstate.report.NamespaceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The looks at one namespace up to its newest report, out of {@link NodeTrace}'s bytes: of the newest the numbers, of each
 * older one what was different. The older ones are numbered from 1 on, the newest of them first.
 */
final class Past {
    private static final Numbers NONE = new Numbers(0);
    private static final int ALL = Integer.MAX_VALUE;

    private final Bytes in;
    private final List<Instant> times;
    private final long id;
    private final List<String> names;
    private final Optional<List<String>> namesBefore;
    private final Numbers counters;
    private final int countersBefore;
    private final List<Numbers> heads;
    private final List<Numbers> looks = new ArrayList<>();

    /** Where each older look begins with its length, and the last one ends. */
    private final int[] places;

    /** @param times when the node's looks were taken, the newest first: a namespace that misses one has no past */
    Past(Bytes in, List<List<String>> allNames, List<Instant> times, Signals signals) {
        this.in = in;
        this.times = times;
        id = in.read();
        names = allNames.get((int) in.read());
        int before = (int) in.read();
        namesBefore = before == 0 ? Optional.empty() : Optional.of(allNames.get(before - 1));
        int older = (int) in.read();
        counters = Numbers.read(in, NONE, ALL);
        looks.add(Numbers.read(in, LookHead.numbers(signals.of(names, counters::at)), ALL));
        countersBefore = in.place();
        if (namesBefore.isPresent()) {
            in.go(in.end());
        }
        heads = new ArrayList<>(older + 1);
        heads.add(looks.getFirst());
        places = new int[older + 1];
        for (int i = 0; i < older; i++) {
            places[i] = in.place();
            int end = in.end();
            heads.add(Numbers.read(in, heads.getLast(), LookHead.SIZE));
            in.go(end);
        }
        places[older] = in.place();
    }

    /**
     * @param earlier looks that are still worth to be kept, the newest of this past among them
     * @param whole whether all counters of the newest of those are kept, too
     */
    static void write(
            Bytes out,
            List<List<String>> allNames,
            NamespaceReport now,
            Look look,
            Optional<Past> past,
            int earlier,
            boolean whole) {
        var counters = new Numbers(now.counters().numbers());
        var head = LookHead.numbers(look.signals());
        var numbers = head.copy(past.map(it -> it.looks.getFirst().size()).orElse(0));
        new LookWriter(numbers).sockets(look.at(), now);
        var before = past.filter(_ -> earlier > 0);
        var countersBefore = before.filter(_ -> whole);
        out.write(now.id());
        out.write(indexOf(now.counters().names(), allNames));
        out.write(countersBefore.map(it -> 1 + indexOf(it.names, allNames)).orElse(0));
        out.write(earlier);
        counters.write(NONE, out);
        numbers.write(head, out);
        countersBefore.ifPresent(it -> {
            int from = out.place();
            it.counters.write(counters, out);
            out.count(from);
        });
        before.ifPresent(it -> {
            int from = out.place();
            it.looks.getFirst().write(numbers, out);
            out.count(from);
            out.copy(it.in, it.places[0], it.places[earlier - 1]);
        });
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
            all.add(new Look(times.get(i), LookHead.signals(heads.get(i)), () -> sockets(number, Counters.NONE, like)));
        }
        return all;
    }

    /** As of a namespace that looks now like this. */
    Before newest(NamespaceReport like) {
        return new Newest(like);
    }

    /** The look before the newest, with all its counters; empty when it cannot be compared, or those were not kept. */
    Optional<NamespaceReport> before(NamespaceReport like) {
        return namesBefore.map(its ->
                sockets(1, LookHead.counters(its, Numbers.read(in.within(countersBefore), counters, ALL)), like));
    }

    /** The newest, with all its counters and no sockets. */
    NamespaceReport counted(NamespaceReport like) {
        return like.with(LookHead.counters(names, counters));
    }

    /** The one before, with the signals among its counters and no sockets; empty when it cannot be compared. */
    Optional<Before> countedBefore(NamespaceReport like) {
        return heads.size() < 2
                ? Optional.empty()
                : Optional.of(Before.of(() -> like.with(LookHead.counters(LookHead.signals(heads.get(1))))));
    }

    private NamespaceReport sockets(int number, Counters its, NamespaceReport like) {
        while (looks.size() <= number) {
            looks.add(Numbers.read(in.within(places[looks.size() - 1]), looks.getLast(), ALL));
        }
        return new LookReader(looks.get(number).from(LookHead.SIZE)).sockets(times.get(number), its, like);
    }

    private final class Newest extends Before {
        private final NamespaceReport like;

        Newest(NamespaceReport like) {
            this.like = like;
        }

        @Override
        public OptionalLong counter(String name) {
            int index = names.indexOf(name);
            return index < 0 ? OptionalLong.empty() : OptionalLong.of(counters.at(index));
        }

        @Override
        public Optional<Instant> tablesTakenAt() {
            return LookReader.tablesTakenAt(times.getFirst(), looks.getFirst().from(LookHead.SIZE));
        }

        @Override
        NamespaceReport made() {
            return sockets(0, LookHead.counters(names, counters), like);
        }
    }
}
