package dev.connstate.operator.alert.signal;

import dev.connstate.operator.fleet.Sighting;

/**
 * Tcp.RetransSegs, percent of Tcp.OutSegs, from report to report; SYNs and SYN-ACKs sent again are in the former. OutSegs
 * leaves out what is sent again, so that more than 100 % are possible. Where less than {@link #LEAST} segments were sent,
 * it is percent of so many: three lost of four say nothing of the network.
 */
public record Retransmission() implements Measure {
    private static final long LEAST = 100;
    private static final String AGAIN = "Tcp.RetransSegs";
    private static final String SENT = "Tcp.OutSegs";

    @Override
    public Reading read(Sighting sighting) {
        if (sighting.sharesHostNetwork()) {
            return Reading.Unknown.shared("counters");
        }
        var growth = sighting.growth();
        var again = growth.map(it -> it.of(AGAIN));
        var sent = growth.map(it -> it.of(SENT));
        if (again.isEmpty() || again.get().isEmpty() || sent.get().isEmpty()) {
            return sighting.now().counters().of(SENT).isPresent()
                    ? Reading.Unknown.tooSoon()
                    : new Reading.Unknown(Reading.Why.NOT_READ, "its counters could not be read");
        }
        return new Reading.Value(
                Points.percent(
                        again.get().getAsLong(), Math.max(LEAST, sent.get().getAsLong())),
                Named.NOTHING);
    }

    @Override
    public String describe(String amount) {
        return amount + "% of segments sent again";
    }
}
