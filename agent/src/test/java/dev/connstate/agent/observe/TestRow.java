package dev.connstate.agent.observe;

import static dev.connstate.agent.kernel.AddressFamily.AF_INET;
import static dev.connstate.agent.kernel.AddressFamily.AF_INET6;

import dev.connstate.agent.kernel.SocketRow;
import dev.connstate.report.AcceptQueue;
import dev.connstate.report.Address;
import dev.connstate.report.TcpState;
import dev.connstate.report.Timer;
import java.util.OptionalLong;

/** A row of plain values. */
record TestRow(
        int family,
        TcpState tcpState,
        Address local,
        int localPort,
        Address remote,
        int remotePort,
        long receiveQueue,
        long inode,
        Progress progress)
        implements SocketRow {
    /** What the timers of a connection and its data do. */
    record Progress(
            Timer timer,
            long expiresMillis,
            int retransmits,
            long sendQueue,
            long lastReceivedMillis,
            long lastSentMillis) {
        static final Progress NONE = new Progress(Timer.NONE, 0, 0, 0, UNKNOWN, UNKNOWN);
    }

    /** {@code 10.0.0.1} is of an AF_INET socket, {@code ::1} and {@code ::ffff:10.0.0.1} of an AF_INET6 one. */
    static TestRow of(TcpState state, String local, int localPort, String remote, int remotePort) {
        return new TestRow(
                local.contains(":") ? AF_INET6 : AF_INET,
                state,
                address(local),
                localPort,
                address(remote),
                remotePort,
                0,
                77,
                Progress.NONE);
    }

    static ListeningSocket listener(String address, int port, long inode) {
        return new ListeningSocket(
                address.contains(":") ? AF_INET6 : AF_INET,
                address(address),
                port,
                inode,
                new AcceptQueue(0, OptionalLong.empty()),
                OptionalLong.empty());
    }

    private static Address address(String literal) {
        return Address.parse(literal.replace("::ffff:", ""));
    }

    TestRow held(long receiveQueue, long inode) {
        return new TestRow(family, tcpState, local, localPort, remote, remotePort, receiveQueue, inode, progress);
    }

    TestRow with(Progress progress) {
        return new TestRow(family, tcpState, local, localPort, remote, remotePort, receiveQueue, inode, progress);
    }

    TestRow retransmitted(int times, long sendQueue) {
        return with(new Progress(Timer.RETRANSMIT, 300, times, sendQueue, UNKNOWN, UNKNOWN));
    }

    /** Both ages are the same; {@code nextProbe} is 0 without keepalive. */
    TestRow aged(long millis, long nextProbe) {
        return with(new Progress(nextProbe == 0 ? Timer.NONE : Timer.KEEPALIVE, nextProbe, 0, 0, millis, millis));
    }

    @Override
    public int state() {
        return tcpState.number();
    }

    @Override
    public long localHigh() {
        return local.high();
    }

    @Override
    public long localLow() {
        return local.low();
    }

    @Override
    public long remoteHigh() {
        return remote.high();
    }

    @Override
    public long remoteLow() {
        return remote.low();
    }

    @Override
    public long queueLimit() {
        return UNKNOWN;
    }

    @Override
    public long sendQueue() {
        return progress.sendQueue;
    }

    @Override
    public int timer() {
        return progress.timer.number();
    }

    @Override
    public long expiresMillis() {
        return progress.expiresMillis;
    }

    @Override
    public int retransmits() {
        return progress.retransmits;
    }

    @Override
    public long drops() {
        return UNKNOWN;
    }

    @Override
    public long receiveBuffer() {
        return UNKNOWN;
    }

    @Override
    public long lastReceivedMillis() {
        return progress.lastReceivedMillis;
    }

    @Override
    public long lastSentMillis() {
        return progress.lastSentMillis;
    }
}
