package dev.connstate.agent.delivery;

import dev.connstate.report.NodeReport;

/** A backlog of one: a report that nobody took yet gives way to the next. */
final class Newest {
    private Parcel parcel = new Parcel(0, new byte[0]);

    synchronized void put(NodeReport report) {
        parcel = Parcel.of(parcel.number() + 1, report);
        notifyAll();
    }

    /** The newest report; waits for one with a number above this. */
    synchronized Parcel after(long number) throws InterruptedException {
        while (parcel.number() <= number) {
            wait();
        }
        return parcel;
    }
}
